package org.collapselab.trainer.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The commit that the program was built from. */
public final class SourceCommit {
  private SourceCommit() {}

  /** Commit of the checkout that the launcher runs from. */
  public static String current() {
    String home = System.getProperty("collapse.home");
    if (home == null) {
      return "unknown: not started by the launcher";
    }
    Path stated = Path.of(home, "commit"); // of an image, which has no checkout
    if (Files.isRegularFile(stated)) {
      return read(stated);
    }
    return git(home, "rev-parse", "HEAD")
        .map(
            commit ->
                git(home, "status", "--porcelain").filter(String::isEmpty).isPresent()
                    ? commit
                    : commit + "-dirty")
        .orElse("unknown: " + home + " is not a git checkout");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "unknown: cannot read " + file;
    }
  }

  private static Optional<String> git(String home, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", home));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0
          ? Optional.of(output.strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
