package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherCommandsTest {
  @TempDir Path dir;

  @Test
  void aSetThatIsBuiltInIsNotFetched() {
    Shell shell = Shell.collapse("data", "fetch", "mnist-10k", "--data-dir", dir);
    assertThat(shell.code()).isZero();
    assertThat(shell.out()).isEqualTo("mnist-10k is built in; there is nothing to fetch\n");
  }

  @Test
  void verifyingAllNamesWhatAnIncompleteSetLacks() throws IOException {
    Path home = Files.createDirectories(dir.resolve("incomplete"));
    Files.createDirectories(home.resolve("fashion-mnist"));
    Shell shell = Shell.collapse("data", "verify", "--data-dir", home);
    assertThat(shell.code()).isEqualTo(ExitCode.DATA);
    assertThat(shell.out())
        .contains("mnist-10k")
        .containsPattern("fashion-mnist +\\S+ +missing: " + home.resolve("fashion-mnist"))
        .contains("is not there; 'collapse data fetch fashion-mnist' gets it")
        .doesNotContain("cifar10");
  }

  @Test
  void helpListsCommandsAndExitCodes() {
    Shell shell = Shell.collapse("--help");
    assertThat(shell.code()).isZero();
    assertThat(shell.out())
        .contains("run", "predict", "data", "report", "bench", "doctor", "generate-completion")
        .containsPattern("0 +done")
        .containsPattern("2 +wrong command line or configuration")
        .containsPattern("3 +training diverged")
        .containsPattern("4 +data missing")
        .containsPattern("7 +--device cuda")
        .containsPattern("130 +interrupted by a signal");
  }

  @Test
  void anUnknownCommandIsRefusedWithASuggestion() {
    Shell shell = Shell.collapse("predit");
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("collapse: ", "predit", "predict").doesNotContain("Exception");
  }

  @Test
  void noCommandAtAllIsAUsageErrorThatPointsToTheHelp() {
    Shell shell = Shell.collapse();
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err())
        .isEqualTo("collapse: Missing required subcommand\nTry 'collapse --help'.\n");
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertThat(Shell.collapse("--version").out()).startsWith("Collapse Lab ").contains("commit ");
  }

  @Test
  void dataSetsAreListedWithWhereTheyAre() {
    Shell shell = Shell.collapse("data", "list", "--data-dir", dir);
    assertThat(shell.code()).isZero();
    assertThat(shell.out())
        .contains("data directory  " + dir)
        .containsPattern("(?m)^mnist-10k +built in +10000 train +0 test +28×28 ")
        .containsPattern("(?m)^mnist +missing +60000 train +10000 test")
        .containsPattern("(?m)^cifar10 +missing +50000 train +10000 test +3×32×32 ")
        .containsPattern("(?m)^california-housing +missing +20640 train +0 test +8 features ")
        .doesNotContain("Shape[");
  }

  @Test
  void theBuiltInDataSetVerifies() {
    Shell shell = Shell.collapse("data", "verify", "mnist-10k", "--data-dir", dir);
    assertThat(shell.code()).isZero();
    assertThat(shell.out().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("mnist-10k") && line.endsWith("SHA-256 matches"));
  }

  @Test
  void absentAndDamagedFilesFailVerification() throws IOException {
    Path file = Files.createDirectories(dir.resolve("mnist")).resolve("train-labels-idx1-ubyte");
    Files.writeString(file, "damaged");
    Shell shell = Shell.collapse("data", "verify", "mnist", "--data-dir", dir);
    assertThat(shell.code()).isEqualTo(ExitCode.DATA);
    assertThat(shell.out())
        .containsPattern("train-images-idx3-ubyte\\S* +missing")
        .containsPattern("train-labels-idx1-ubyte\\S* +corrupt: it has 7 bytes");
  }

  @Test
  void anUnknownDataSetIsRefusedNamingTheKnownOnes() {
    Shell shell = Shell.collapse("data", "verify", "imagenet", "--data-dir", dir);
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("imagenet", "mnist-10k", "cifar10");
  }

  @Test
  void aReportCanBeWrittenForADirectoryOfARun() throws IOException {
    Files.writeString(dir.resolve("summary.json"), "{\"state\": \"completed\", \"steps\": 3}");
    Shell shell = Shell.collapse("report", dir);
    assertThat(shell.code()).isZero();
    assertThat(shell.out().strip()).isEqualTo(dir.resolve("report.html").toString());
    assertThat(dir.resolve("report.html")).exists();
  }

  @Test
  void aReportOnSomethingElseNamesIt() {
    Shell shell = Shell.collapse("report", dir.resolve("nowhere"));
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err())
        .isEqualTo(
            "collapse: %s is not a directory; name the directory of a run, a sweep or a search%n"
                .formatted(dir.resolve("nowhere")));
  }

  @Test
  void theCompletionScriptKnowsTheCommands() {
    Shell shell = Shell.collapse("generate-completion");
    assertThat(shell.code()).isZero();
    assertThat(shell.out()).contains("complete -F", "collapse", "predict");
  }
}
