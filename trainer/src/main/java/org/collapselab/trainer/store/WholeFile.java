package org.collapselab.trainer.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Small text files, written beside their place and renamed: a reader never sees half of one. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes the text, in place of an earlier file if there is one. */
  public static void write(Path file, String text) throws IOException {
    Path part = part(file);
    Files.writeString(part, text);
    putInPlace(part, file);
  }

  /** Where a file is written before it is complete. */
  static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  /** Renames a complete file. */
  static void putInPlace(Path part, Path file) throws IOException {
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
