package org.collapselab.trainer.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The commit of the sources that this program was built from, with {@code -dirty} if the checkout
 * differs from it; or {@code unknown:} and why.
 */
public final class SourceCommit {
  /** System property that passes the commit to child processes, since the checkout may change. */
  public static final String PROPERTY = "collapse.commit";

  private static final String HOME = "collapse.home";
  private static final String UNKNOWN = "unknown: ";

  /** Variables that would make git use another repository than the folder's own. */
  private static final List<String> ELSEWHERE =
      List.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_COMMON_DIR",
          "GIT_INDEX_FILE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_NAMESPACE",
          "GIT_REPLACE_REF_BASE",
          "GIT_GRAFT_FILE",
          "GIT_SHALLOW_FILE",
          "GIT_CEILING_DIRECTORIES");

  private SourceCommit() {}

  /** The commit of this process, determined on first use. */
  public static String current() {
    return OfThisProcess.COMMIT;
  }

  private static final class OfThisProcess {
    static final String COMMIT = find();

    private static String find() {
      String told = System.getProperty(PROPERTY);
      String home = System.getProperty(HOME);
      if (told != null) {
        return told;
      }
      return home == null ? UNKNOWN + "not started by the launcher" : of(Path.of(home));
    }
  }

  /**
   * The commit of an installation. Images and bundles have a file {@code commit}; for a checkout,
   * git is asked about the repository in this folder only.
   */
  static String of(Path home) {
    Path stated = home.resolve("commit");
    try {
      if (Files.isRegularFile(stated)) {
        return Files.readString(stated).strip();
      }
      if (!Files.exists(home.resolve(".git"))) {
        return UNKNOWN + home + " is not a git checkout";
      }
      return ask(home);
    } catch (IOException e) {
      return UNKNOWN + e.getMessage();
    }
  }

  private static String ask(Path home) throws IOException {
    Answer answer = git(home, true, "rev-parse", "--show-toplevel", "HEAD");
    if (answer.code() != 0) {
      return UNKNOWN + "git refuses " + home + ": " + answer.complaint();
    }
    List<String> lines = answer.text().lines().toList();
    String commit = lines.get(lines.size() - 1);
    Path root = Path.of(lines.get(lines.size() - 2));
    if (!Files.isSameFile(root, home)) {
      return UNKNOWN + home + " is not a git checkout, although it is inside one, " + root;
    }
    Answer changes = git(home, false, "--no-optional-locks", "status", "--porcelain");
    if (changes.code() != 0) {
      return commit + ", possibly with changes: git status failed with exit code " + changes.code();
    }
    return changes.text().isBlank() ? commit : commit + "-dirty";
  }

  /**
   * The output of git.
   *
   * @param text standard output, with standard error if requested
   */
  private record Answer(int code, String text) {
    /** The first line without its label, and the command that git suggests. */
    String complaint() {
      String first = text.lines().findFirst().orElse("exit code " + code);
      String advice =
          text.lines()
              .map(String::strip)
              .filter(line -> line.startsWith("git config "))
              .map(line -> "; to allow it: " + line)
              .findFirst()
              .orElse("");
      return first.replaceFirst("^(fatal|error): ", "") + advice;
    }
  }

  private static Answer git(Path home, boolean complaints, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(complaints);
    if (!complaints) {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    ELSEWHERE.forEach(builder.environment()::remove);
    builder.environment().put("LC_ALL", "C.UTF-8"); // no translations
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IOException("git cannot be started, so the commit of " + home + " is not known", e);
    }
    try {
      process.getOutputStream().close();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Answer(process.waitFor(), text);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git was asked for the commit", e);
    }
  }
}
