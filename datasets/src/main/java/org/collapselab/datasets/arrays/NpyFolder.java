package org.collapselab.datasets.arrays;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The {@code .npy} files of a folder and its folders, named by their paths in it. */
final class NpyFolder implements ArraySource {
  private static final String NPY = ".npy";
  private static final int DEPTH = 4;

  private final Path folder;
  private final Map<String, Path> files = new TreeMap<>();

  NpyFolder(Path folder) {
    this.folder = folder;
    try (Stream<Path> all = Files.walk(folder, DEPTH)) {
      all.filter(file -> file.toString().endsWith(NPY))
          .filter(Files::isRegularFile)
          .forEach(file -> files.put(name(file), file));
    } catch (IOException e) {
      throw ArrayException.unreadable(folder, e);
    }
  }

  private String name(Path file) {
    String path = folder.relativize(file).toString().replace('\\', '/');
    return path.substring(0, path.length() - NPY.length());
  }

  @Override
  public Path path() {
    return folder;
  }

  @Override
  public List<Path> files(Collection<String> names) {
    return names.stream().map(this::file).toList();
  }

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public ArrayInfo info(String name) {
    return head(name).info();
  }

  private Path file(String name) {
    Path file = files.get(name);
    if (file == null) {
      throw new ArrayException("%s has no %s%s".formatted(folder, name, NPY));
    }
    return file;
  }

  private NpyHead head(String name) {
    Path file = file(name);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      NpyHead head = NpyHead.read(in, name, file.toString());
      long bytes = Files.size(file) - head.start();
      if (bytes != head.info().byteCount()) {
        throw new ArrayException(
            "%s is damaged or was cut off: it has %d bytes of elements where %s of %s needs %d"
                .formatted(
                    file, bytes, head.info().shown(), head.info().type(), head.info().byteCount()));
      }
      return head;
    } catch (IOException e) {
      throw ArrayException.unreadable(file, e);
    }
  }

  @Override
  public RowReader rows(String name) {
    NpyHead head = head(name);
    Path file = file(name);
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      if (head.fortran()) {
        return new FortranRows(
            file.toString(),
            StoredBytes.of(channel),
            channel,
            head.start(),
            head.info(),
            head.order());
      }
      return new COrderRows(
          file.toString(), channel.position(head.start()), head.info(), head.order());
    } catch (IOException e) {
      throw ArrayException.unreadable(file, e);
    }
  }

  @Override
  public void close() {
    // Files are open only while their rows are read.
  }
}
