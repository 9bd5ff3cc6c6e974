package org.collapselab.studies.sweep;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.collapselab.trainer.store.sweep.TrialFiles;

/**
 * The files of a trial that ran on another machine, as a zip with the paths that they have in the
 * directory of the sweep: record, matrices and, of a network, the run directory.
 */
public final class TrialParcel {
  private TrialParcel() {}

  /** Packs the files that a {@link TrialRunner} wrote for a trial. */
  public static byte[] pack(Path directory, String trial) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Path part : parts(directory, trial)) {
        if (Files.exists(part)) {
          add(part, directory, zip);
        }
      }
    }
    return bytes.toByteArray();
  }

  private static void add(Path part, Path directory, ZipOutputStream zip) throws IOException {
    try (Stream<Path> all = Files.walk(part)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }

  /** In the order in which they are put in place: if the record exists, all files do. */
  private static List<Path> parts(Path directory, String trial) {
    TrialFiles files = new TrialFiles(directory);
    return List.of(files.matrices(trial), files.run(trial), files.record(trial));
  }

  /**
   * Puts the files in the directory of the sweep and replaces earlier ones of the trial.
   *
   * @throws IOException if they cannot be written, or the parcel holds files that do not belong to
   *     that trial
   */
  public static void unpack(byte[] parcel, Path sweep, String trial) throws IOException {
    Path open = sweep.resolve("parcel-" + trial);
    delete(open);
    extract(parcel, open, trial);
    for (Path from : parts(open, trial)) {
      Path to = sweep.resolve(open.relativize(from));
      if (Files.isDirectory(from)) {
        delete(to);
      }
      if (Files.exists(from)) {
        Files.createDirectories(to.getParent());
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    delete(open);
  }

  private static void extract(byte[] parcel, Path open, String trial) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(parcel))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = open.resolve(entry.getName()).normalize();
        if (parts(open, trial).stream().noneMatch(file::startsWith)) {
          throw new IOException(
              "the result of %s holds a foreign file, %s".formatted(trial, entry.getName()));
        }
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
  }

  /** Deletes a directory with its contents, if it exists. */
  public static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
