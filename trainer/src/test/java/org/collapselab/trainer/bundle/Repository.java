package org.collapselab.trainer.bundle;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds files of the repository from the directory the tests run in. */
final class Repository {
  private Repository() {}

  static Path path(String relative) {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("bin/assemble"))) {
      folder = folder.getParent();
    }
    return folder.resolve(relative);
  }
}
