package org.collapselab.datasets.arrays;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The arrays of an {@code .npz} archive, compressed or not. */
final class NpzFile implements ArraySource {
  private static final String NPY = ".npy";
  private static final long MOST_FORTRAN_BYTES = 1 << 28;

  private final Path file;
  private final long mostInMemory;
  private final Map<String, Path> copies = new LinkedHashMap<>();
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

  NpzFile(Path file) {
    this(file, MOST_FORTRAN_BYTES);
  }

  /**
   * @param mostInMemory larger arrays in Fortran order are read from a copy on disk
   */
  NpzFile(Path file, long mostInMemory) {
    this.file = file;
    this.mostInMemory = mostInMemory;
    try {
      this.zip = new ZipFile(file.toFile());
    } catch (IOException e) {
      throw new ArrayException(
          "%s is not an .npz file: it is no complete zip archive (%s)"
              .formatted(file, e.getMessage()),
          e);
    }
    boolean pickled = false;
    for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
      String name = entry.getName();
      pickled |= name.endsWith("data.pkl");
      if (name.endsWith(NPY)) {
        entries.put(name.substring(0, name.length() - NPY.length()), entry);
      }
    }
    if (entries.isEmpty()) {
      close();
      throw new ArrayException(pickled ? Pickles.refusal(file) : file + " has no .npy array in it");
    }
  }

  @Override
  public Path path() {
    return file;
  }

  @Override
  public List<Path> files(Collection<String> names) {
    return List.of(file);
  }

  @Override
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  @Override
  public ArrayInfo info(String name) {
    try (InputStream in = open(name)) {
      return head(in, name).info();
    } catch (IOException e) {
      throw ArrayException.unreadable(label(name), e);
    }
  }

  private String label(String name) {
    return "%s in %s".formatted(name, file);
  }

  private InputStream open(String name) throws IOException {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      throw new ArrayException("%s has no array %s".formatted(file, name));
    }
    return new BufferedInputStream(zip.getInputStream(entry), 1 << 16);
  }

  private NpyHead head(InputStream in, String name) {
    NpyHead head = NpyHead.read(in, name, label(name));
    long bytes = entries.get(name).getSize() - head.start();
    if (bytes != head.info().byteCount()) {
      throw new ArrayException(
          "%s is damaged: it has %d bytes of elements where %s of %s needs %d"
              .formatted(
                  label(name),
                  bytes,
                  head.info().shown(),
                  head.info().type(),
                  head.info().byteCount()));
    }
    return head;
  }

  @Override
  public RowReader rows(String name) {
    InputStream in = null;
    try {
      in = open(name);
      NpyHead head = head(in, name);
      return head.fortran()
          ? fortran(in, head, name)
          : new COrderRows(label(name), Channels.newChannel(in), head.info(), head.order());
    } catch (IOException | RuntimeException e) {
      closeQuietly(in);
      throw e instanceof IOException io
          ? ArrayException.unreadable(label(name), io)
          : (RuntimeException) e;
    }
  }

  private static void closeQuietly(InputStream in) {
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException e) {
      // The reason why it is closed is thrown already.
    }
  }

  /** A stream cannot be read at any place, so the elements are kept, large ones on disk. */
  private RowReader fortran(InputStream in, NpyHead head, String name) throws IOException {
    if (head.info().byteCount() > mostInMemory) {
      FileChannel copy = FileChannel.open(copy(in, head, name), StandardOpenOption.READ);
      in.close();
      return new FortranRows(label(name), StoredBytes.of(copy), copy, 0, head.info(), head.order());
    }
    byte[] elements = in.readNBytes((int) head.info().byteCount());
    if (elements.length < head.info().byteCount()) {
      throw new EOFException("it ends before its last element");
    }
    return new FortranRows(label(name), StoredBytes.of(elements), in, 0, head.info(), head.order());
  }

  /** The elements in a temporary file, which is deleted when this is closed. */
  private Path copy(InputStream in, NpyHead head, String name) throws IOException {
    Path earlier = copies.get(name);
    if (earlier != null) {
      return earlier;
    }
    Path copy = Files.createTempFile("collapse-", ".array");
    copies.put(name, copy);
    copy.toFile().deleteOnExit();
    try {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ArrayException(
          "%s is in Fortran order and has %d bytes, which could not be copied to %s (%s); write it in C order, with numpy.ascontiguousarray, or name a larger disk with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR"
              .formatted(label(name), head.info().byteCount(), copy.getParent(), e.getMessage()),
          e);
    }
    return copy;
  }

  @Override
  public void close() {
    try {
      for (Path copy : copies.values()) {
        Files.deleteIfExists(copy);
      }
      zip.close();
    } catch (IOException e) {
      throw ArrayException.unreadable(file, e);
    }
  }
}
