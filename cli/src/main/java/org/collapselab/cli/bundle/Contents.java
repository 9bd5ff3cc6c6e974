package org.collapselab.cli.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Files under their names in an archive. The archive depends only on names, contents and execute
 * permissions: names are sorted, times and owners fixed.
 */
final class Contents {
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
  private static final int EXECUTABLE = 0100755;
  private static final int PLAIN = 0100644;

  private final SortedMap<String, Path> files = new TreeMap<>();

  void file(String name, Path source) {
    files.put(name, source);
  }

  /** Every file below {@code folder}; links are followed. */
  void tree(String name, Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      below
          .filter(Files::isRegularFile)
          .forEach(file -> file(name + "/" + folder.relativize(file), file));
    }
  }

  /** Sum of the files' sizes in bytes. */
  long bytes() throws IOException {
    long sum = 0;
    for (Path file : files.values()) {
      sum += Files.size(file);
    }
    return sum;
  }

  /** Writes a compressed tar archive with everything in the folder {@code top}; closes it. */
  void writeTo(OutputStream out, String top) throws IOException {
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(
            new BufferedOutputStream(new GZIPOutputStream(out, 1 << 16), 1 << 16), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (var file : files.entrySet()) {
        tar.putArchiveEntry(entry(top + "/" + file.getKey(), file.getValue()));
        Files.copy(file.getValue(), tar);
        tar.closeArchiveEntry();
      }
    }
  }

  private static TarArchiveEntry entry(String name, Path file) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(Files.size(file));
    entry.setModTime(TIME);
    entry.setMode(Files.isExecutable(file) ? EXECUTABLE : PLAIN);
    return entry;
  }
}
