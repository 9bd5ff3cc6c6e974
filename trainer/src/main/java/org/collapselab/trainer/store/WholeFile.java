package org.collapselab.trainer.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * Files that are written under a temporary name and renamed: a reader never sees a partial file.
 */
public final class WholeFile {
  private static final String PART = ".part";

  private WholeFile() {}

  /** Writes the text, in place of an earlier file if there is one. */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes the content of a file. */
  public interface Content {
    /** Writes all of it and leaves the stream open. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes the content, in place of an earlier file if there is one. */
  public static void write(Path file, Content content) throws IOException {
    fill(
        file,
        part -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            content.writeTo(out);
          }
        });
  }

  /** Writes a file at a given path. */
  public interface Filler {
    /** Writes the whole file. */
    void fill(Path part) throws IOException;
  }

  /**
   * Has a file written under a temporary name. If that fails, nothing of it is left, so that a full
   * disk regains its space.
   */
  public static void fill(Path file, Filler filler) throws IOException {
    Path part = part(file);
    try {
      filler.fill(part);
      putInPlace(part, file);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
  }

  /** Whether a file was being written when its process ended. */
  static boolean isPart(Path file) {
    return file.getFileName().toString().endsWith(PART);
  }

  /**
   * Deletes partial files of killed processes in a directory that is locked, and in its folders.
   *
   * @param depth how many levels of folders are searched, 1 for only the directory itself
   */
  public static void sweepUp(Path directory, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(directory, depth)) {
      for (Path part : files.filter(WholeFile::isPart).filter(Files::isRegularFile).toList()) {
        Files.deleteIfExists(part);
      }
    }
  }

  /** Where a file is written before it is complete. */
  static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + PART);
  }

  /** Renames a complete file. */
  static void putInPlace(Path part, Path file) throws IOException {
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
