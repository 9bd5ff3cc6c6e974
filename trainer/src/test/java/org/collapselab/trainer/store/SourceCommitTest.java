package org.collapselab.trainer.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCommitTest {
  @TempDir Path dir;
  private Path checkout;

  private static String git(Path folder, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of("-c", "user.name=a", "-c", "user.email=a@example.invalid"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text.strip();
  }

  private static Path repository(Path folder) throws Exception {
    Files.createDirectories(folder);
    git(folder, "init", "-q");
    Files.writeString(folder.resolve("file"), "x");
    git(folder, "add", "file");
    git(folder, "commit", "-q", "-m", folder.getFileName().toString());
    return folder;
  }

  @BeforeEach
  void commit() throws Exception {
    checkout = repository(dir.resolve("Prüfstand 1"));
  }

  @Test
  void aCheckoutHasItsCommit() throws Exception {
    String head = git(checkout, "rev-parse", "HEAD");
    assertThat(SourceCommit.of(checkout)).isEqualTo(head);
    Files.writeString(checkout.resolve("file"), "changed");
    assertThat(SourceCommit.of(checkout)).isEqualTo(head + "-dirty");
  }

  @Test
  void aWorktreeHasItsOwn() throws Exception {
    Path tree = dir.resolve("tree");
    git(checkout, "worktree", "add", "-q", tree.toString());
    git(checkout, "commit", "-q", "--allow-empty", "-m", "later");
    assertThat(SourceCommit.of(tree)).isEqualTo(git(checkout, "rev-parse", "HEAD~1"));
  }

  @Test
  void theRepositoryAroundItIsAnother() throws Exception {
    Path inside = Files.createDirectories(checkout.resolve("sub/collapse-lab"));
    assertThat(SourceCommit.of(inside)).isEqualTo("unknown: " + inside + " is not a git checkout");
    Files.createDirectory(inside.resolve(".git")); // damaged, so that git looks further up
    assertThat(SourceCommit.of(inside))
        .isEqualTo(
            "unknown: %s is not a git checkout, although it is inside one, %s", inside, checkout);
  }

  @Test
  void theReasonOfGitIsGiven() throws Exception {
    Path empty = Files.createDirectory(dir.resolve("empty"));
    git(empty, "init", "-q");
    assertThat(SourceCommit.of(empty))
        .startsWith("unknown: git refuses " + empty + ": ")
        .contains("HEAD");
    Files.writeString(checkout.resolve(".git/config"), "[core\n");
    assertThat(SourceCommit.of(checkout)).contains("bad config line 1");
  }

  @Test
  void imagesAndBundlesStateIt() throws IOException {
    Path image = Files.createDirectory(dir.resolve("image"));
    Files.writeString(image.resolve("commit"), "0123abcd\n");
    assertThat(SourceCommit.of(image)).isEqualTo("0123abcd");
  }
}
