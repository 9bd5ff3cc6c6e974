package org.collapselab.trainer.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds files of the repository from the directory the tests run in. */
public final class Repository {
  private Repository() {}

  public static Path path(String relative) {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("experiments"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no folder above the working directory has experiments/");
      }
    }
    return folder.resolve(relative);
  }
}
