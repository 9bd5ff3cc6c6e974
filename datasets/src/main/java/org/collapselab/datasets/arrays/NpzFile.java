package org.collapselab.datasets.arrays;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The arrays of an {@code .npz} archive, compressed or not. */
final class NpzFile implements ArraySource {
  private static final String NPY = ".npy";
  private static final int MOST_FORTRAN_BYTES = 1 << 28;

  private final Path file;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

  NpzFile(Path file) {
    this.file = file;
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

  /** A stream cannot be read at any place, so the elements are kept; weights are small enough. */
  private RowReader fortran(InputStream in, NpyHead head, String name) throws IOException {
    if (head.info().byteCount() > MOST_FORTRAN_BYTES) {
      throw new ArrayException(
          "%s is in Fortran order and has %d bytes; write it in C order, with numpy.ascontiguousarray, or as a .npy file of its own"
              .formatted(label(name), head.info().byteCount()));
    }
    byte[] elements = in.readNBytes((int) head.info().byteCount());
    if (elements.length < head.info().byteCount()) {
      throw new EOFException("it ends before its last element");
    }
    return new FortranRows(label(name), StoredBytes.of(elements), in, 0, head.info(), head.order());
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw ArrayException.unreadable(file, e);
    }
  }
}
