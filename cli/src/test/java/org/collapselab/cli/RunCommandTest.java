package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {
  @TempDir Path dir;
  private Path file;
  private Path runs;

  @BeforeEach
  void writeExperiment() throws IOException {
    runs = dir.resolve("runs");
    file =
        Files.writeString(
            dir.resolve("tiny.yaml"),
            """
            name: tiny
            data: {set: mnist-10k, samples_per_class: 20}
            model: {hidden: [16, 16, 16], head: {depth: 2}}
            train: {epochs: 2, batch_size: 50}
            measure: {samples: 100, schedule: {type: log, count: 4}}
            """);
  }

  private Shell run(String... more) {
    List<Object> arguments = new ArrayList<>(List.of("run", file, "--runs-dir", runs));
    arguments.addAll(Arrays.asList(more));
    return Shell.collapse(arguments.toArray());
  }

  @Test
  void aCompletedRunIsSummedUpAndLocated() throws IOException {
    Shell shell = run("train.epochs=1");
    assertThat(shell.code()).isEqualTo(ExitCode.OK);
    assertThat(shell.out())
        .contains("completed: All epochs are done.")
        .containsPattern("training accuracy +0\\.\\d{4}")
        .containsPattern("loss of DNC +0\\.\\d{6}");
    Path directory = onlyRun();
    assertThat(shell.out()).contains("run     " + directory, "report  " + directory);
    assertThat(directory.resolve("provenance.json"))
        .content()
        .contains("\"collapse\"", "\"train.epochs=1\"");
  }

  private Path onlyRun() throws IOException {
    try (Stream<Path> entries = Files.list(runs)) {
      List<Path> all = entries.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  @Test
  void aDivergedRunExitsWithThreeAndKeepsItsReport() throws IOException {
    Shell shell = run("optimizer.learning_rate=100", "train.epochs=100");
    assertThat(shell.code()).isEqualTo(ExitCode.DIVERGED);
    assertThat(shell.out())
        .contains("diverged: training diverged at step ", "Of the terms, ", "λ_max = ")
        .containsPattern("optimizer\\.(learning_rate|warmup_steps)=\\S+")
        .doesNotContain("Exception");
    assertThat(onlyRun().resolve("report.html")).exists();
  }

  @Test
  void aLinearHeadIsComparedWithTheLinearDufm() throws IOException {
    Shell shell =
        run(
            "model.head.activation=linear",
            "loss=ce",
            "train.epochs=1",
            "regularization.l2_head=0.001",
            "regularization.lambda_h=0.0001");
    assertThat(shell.code()).as(shell.err()).isEqualTo(ExitCode.OK);
    assertThat(shell.out()).containsPattern("loss of orthoplex +0\\.\\d{6}");
    assertThat(onlyRun().resolve("comparison.json"))
        .content()
        .contains("\"activation\" : \"linear\"");
    assertThat(onlyRun().resolve("config.yaml")).content().contains("activation: linear");
  }

  @Test
  void theNumberOfThreadsIsRecorded() throws IOException {
    assertThat(run("--threads", "2", "train.epochs=1").code()).isEqualTo(ExitCode.OK);
    assertThat(onlyRun().resolve("provenance.json")).content().contains("\"threads\" : 2");
    Shell shell = run("--threads", "0");
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("--threads must be at least 1, got 0");
  }

  @Test
  void aRunThatReachesItsBoundExitsWithZero() {
    Shell shell = run("train.until={metric: cdnv, below: 1e9}");
    assertThat(shell.code()).isEqualTo(ExitCode.OK);
    assertThat(shell.out()).contains("stopped: cdnv of last fell below");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          train.batch_size=500                             | train.batch_size: 500 is out of range; expected 1 to the 200 training samples
          train.epoch=5                                    | train.epoch: unknown key; did you mean epochs?
          train.until={metric: cdnv, layer: fc7, below: 1} | no layer named fc7; there are [fc1, fc2, fc3, fc4] and last
          measure.taps=['x*']                              | 'x*' matches nothing; available taps: [fc1:pre
          data.samples_per_class=100000                    | 100000
          --no-such-option                                 | Unknown option: '--no-such-option'
          """)
  void mistakesExitWithTwoBeforeARunDirectoryIsMade(String argument, String message) {
    Shell shell = run(argument);
    assertThat(shell.code()).as(shell.err()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err())
        .startsWith("collapse: ")
        .contains(message)
        .doesNotContain("Exception", "java.", "\tat ");
    assertThat(runs).doesNotExist();
  }

  @Test
  void missingDataExitWithFourAndNameTheCommandThatFetchesThem() {
    Shell shell = run("data={set: mnist}", "--data-dir=" + dir);
    assertThat(shell.code()).isEqualTo(ExitCode.DATA);
    assertThat(shell.err())
        .startsWith("collapse: data set 'mnist' is incomplete: ")
        .contains("collapse data fetch")
        .doesNotContain("Exception");
    assertThat(runs).doesNotExist();
  }

  @Test
  void anExperimentThatIsNotThereIsNamed() {
    Shell shell = Shell.collapse("run", dir.resolve("none.yaml"));
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("none.yaml", "no such file");
  }

  @Test
  void aDryRunPlansButWritesNothing() {
    Shell shell =
        run("--dry-run", "model.hidden=[16, 12, 8]", "regularization.l2_head=[0.01, 0.02]");
    assertThat(shell.code()).isEqualTo(ExitCode.OK);
    assertThat(runs).doesNotExist();
    // fc1 784·16+16, fc2 16·12+12 with biases; fc3 12·8, fc4 8·10 without.
    assertThat(shell.out().replaceAll(" +", " "))
        .contains("name: tiny")
        .contains("data: mnist-10k, 200 training and 1000 test samples of 28×28\n")
        .contains("steps: 2 epochs of 4 steps, 8 in total")
        .contains("fc1 backbone 784 16 12560 0.0005000 ReLU")
        .contains("fc2 backbone 16 12 204 0.0005000 ReLU")
        .contains("fc3 head W_1 12 8 96 0.01000 ReLU")
        .contains("fc4 head W_2 8 10 80 0.02000 nothing")
        .contains("total 12940")
        .contains(
            "measurements: 4, after steps 0, 1, 3, 8; taps [*]; on evaluation subset, N = 100");
  }

  @Test
  void aDryRunOfAResidualNetworkCountsBatchNorm() {
    Shell shell =
        run(
            "--dry-run",
            "model={type: resnet20, head: {depth: 2, width: 16}}",
            "regularization.l2_head=[0.01, 0.02]");
    assertThat(shell.code()).isEqualTo(ExitCode.OK);
    // Stem, six, six and six convolutions of 16, 32 and 64 channels, and two projections.
    assertThat(shell.out().replaceAll(" +", " "))
        .contains("stem.conv backbone 9 16 144 0.0005000 batch norm")
        .contains("s2b1.shortcut.conv backbone 16 32 512 0.0005000 batch norm")
        .contains("fc1 head W_1 64 16 1024 0.01000 ReLU")
        .contains("γ, β norms 1568 0\n")
        .contains("taps [s*.add.pooled:post, pool, fc*]; on evaluation subset, N = 100");
  }

  @Test
  void whatTheTheoryIsNotAboutIsAWrongValue() {
    Shell shell = Shell.collapse("run", file, "optimizer.type=adam", "model.activation=gelu");
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err())
        .contains("optimizer.type: \"adam\" is left out on purpose: the theory is about gradient")
        .contains("model.activation: \"gelu\" is left out on purpose: the theory is about ReLU");
  }

  @Test
  void benchReportsTheCostOfThePlannedMeasurements() {
    Shell shell = Shell.collapse("bench", file, "--rounds=2", "--seconds=0.2");
    assertThat(shell.code()).isEqualTo(ExitCode.OK);
    assertThat(shell.out())
        .containsPattern("training, hooks off +[0-9.e+]+ \\([0-9.e+]+ to [0-9.e+]+\\) samples/s")
        .contains("4 measurements in 8 steps")
        .containsPattern("cost of hooks +[0-9.]+ % of training time");
    assertThat(Shell.collapse("bench", file, "--rounds=0").code()).isEqualTo(ExitCode.USAGE);
  }
}
