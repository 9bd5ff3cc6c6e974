package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NightlyCommandTest {
  private static final String EXPERIMENT =
      """
      name: tiny
      data: {set: mnist-10k, samples_per_class: 20}
      model: {hidden: [16, 16, 16], head: {depth: 2}}
      train: {epochs: 2, batch_size: 50}
      measure: {samples: 100, schedule: {type: log, count: 3}}
      expect:
        - accuracy(test) > %s
        - nc1_trace_ratio(last) > 0
      """;
  private static final String SWEEP =
      """
      name: sweep
      dufm: {classes: 3, depth: 3, lambda: 0.001, steps: 50}
      seeds: 2
      expect:
        - count(state = completed) = %s
      """;

  @TempDir Path directory;
  private Path folder;
  private Path out;

  @BeforeEach
  void makeFolders() throws IOException {
    folder = Files.createDirectory(directory.resolve("files"));
    out = directory.resolve("out");
  }

  private Path write(String name, String text, Object bound) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), text.formatted(bound));
  }

  private Shell nightly(Object... more) {
    List<Object> arguments = new java.util.ArrayList<>(List.of("nightly", folder, "--out", out));
    arguments.addAll(List.of(more));
    return Shell.collapse(arguments.toArray());
  }

  @Test
  void aNightThatPassesExitsWithZeroAndLeavesHistoryAndPage() throws IOException {
    write("tiny", EXPERIMENT, 0);
    write("sweep", SWEEP, 2);
    Shell shell = nightly();
    assertThat(shell.code()).as(shell.out() + shell.err()).isEqualTo(ExitCode.OK);
    assertThat(shell.out())
        .contains(
            "✓ accuracy(test) > 0 ", "✓ count(state = completed) = 2", "2 of 2 files passed.");
    assertThat(Files.readAllLines(out.resolve("history.csv"))).hasSize(4);
    assertThat(out.resolve("index.html")).content().contains("report.html\">report</a>");
  }

  @Test
  void driftAndFailuresExitWithSixAfterTheOthersHaveRun() throws IOException {
    write("a-broken", "name: broken\nfoo: 1%s\n", "");
    write("b-diverges", SWEEP + "first_seed: 1\n", 2);
    Path diverging = folder.resolve("b-diverges.yaml");
    Files.writeString(
        diverging,
        Files.readString(diverging).replace("steps: 50", "steps: 50, learning_rate: 99"));
    write("c-sweep", SWEEP, 3);
    Shell shell = nightly();
    assertThat(shell.code()).isEqualTo(ExitCode.DRIFT);
    assertThat(shell.out())
        .contains("foo: unknown key", "✗ count(state = completed) = 3  2")
        .contains("b-diverges: diverged, 2 trials did not complete; s1-seed1: diverged after")
        .contains("c-sweep: 1 of 1 expectations missed", "0 of 3 files passed");
  }

  @Test
  void aNightWithoutBudgetIsIncompleteUnlessThatIsAllowed() throws IOException {
    write("sweep", SWEEP, 2);
    Shell refused = nightly("--budget", "0s");
    assertThat(refused.code()).isEqualTo(ExitCode.DRIFT);
    assertThat(refused.out()).contains("NOT RUN: the budget was used up before this file");
    assertThat(nightly("--budget", "0s", "--allow-partial").code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aDryRunListsFilesAndExpectationsAndWritesNothing() throws IOException {
    write("sweep", SWEEP, 2);
    Shell shell = nightly("--dry-run", "--budget", "1h30m");
    assertThat(shell.code()).isEqualTo(ExitCode.OK);
    assertThat(shell.out())
        .contains("sweep.yaml  sweep, no recorded duration\n  count(state = completed) = 2\n")
        .contains("1 file, no recorded durations, budget 90 min");
    assertThat(out).doesNotExist();
    write("broken", "name: x\nexpect: [loss]%s\n", "");
    Shell broken = nightly("--dry-run");
    assertThat(broken.code()).isEqualTo(ExitCode.USAGE);
    assertThat(broken.out()).contains("line 2: expect[0]: \"loss\" is not an expectation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "60", "m", "30m1h", "-5m", "1.5h"})
  void aBudgetThatIsNoTimeIsRefused(String budget) throws IOException {
    write("sweep", SWEEP, 2);
    Shell shell = nightly("--budget=" + budget);
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("--budget", "is not a duration; expected for example 60m");
  }

  @Test
  void runAndSweepShowExpectationsButFailOnlyWhenToldToCheck() throws IOException {
    Path tiny = write("tiny", EXPERIMENT, 1);
    Shell shown = Shell.collapse("run", tiny, "--runs-dir", out);
    assertThat(shown.code()).isEqualTo(ExitCode.OK);
    assertThat(shown.out())
        .containsPattern("✗ accuracy\\(test\\) > 1 +0\\.")
        .contains("✓ nc1_trace_ratio(last) > 0");
    assertThat(Shell.collapse("run", tiny, "--check", "--runs-dir", out).code())
        .isEqualTo(ExitCode.DRIFT);
    Path sweep = write("sweep", SWEEP, 2);
    Path runs = directory.resolve("runs");
    Shell met = Shell.collapse("sweep", sweep, "--check", "--runs-dir", runs);
    assertThat(met.code()).isEqualTo(ExitCode.OK);
    try (java.util.stream.Stream<Path> made = Files.list(runs)) {
      assertThat(made.findFirst().orElseThrow().resolve("expectations.json"))
          .content()
          .contains("\"passed\" : true", "\"quantity\" : \"count(state = completed)\"");
    }
    write("sweep", SWEEP, 3);
    assertThat(Shell.collapse("sweep", sweep, "--check", "--runs-dir", runs).code())
        .isEqualTo(ExitCode.DRIFT);
  }

  @Test
  void checkingWhatExpectsNothingAndPlacesThatAreNotThereAreMistakes() throws IOException {
    Path tiny = write("tiny", EXPERIMENT, 1);
    Shell nothing = Shell.collapse("run", tiny, "--check", "expect=[]", "--runs-dir", out);
    assertThat(nothing.code()).isEqualTo(ExitCode.USAGE);
    assertThat(nothing.err()).contains("has no expectations");
    Shell place = Shell.collapse("run", tiny, "expect=[cdnv(fc9:pre) < 1]", "--runs-dir", out);
    assertThat(place.code()).isEqualTo(ExitCode.USAGE);
    assertThat(place.err()).contains("nothing is measured at fc9:pre; there are last, fc1:pre");
    assertThat(out).doesNotExist();
  }

  @Test
  void aDivergedRunKeepsItsExitCodeAndMissesEveryExpectation() throws IOException {
    Path tiny = write("tiny", EXPERIMENT, 0);
    Shell shell =
        Shell.collapse(
            "run",
            tiny,
            "--check",
            "optimizer.learning_rate=100",
            "train.epochs=100",
            "--runs-dir",
            out);
    assertThat(shell.code()).isEqualTo(ExitCode.DIVERGED);
    assertThat(shell.out()).contains("✗ accuracy(test) > 0 ", "the run is diverged");
  }
}
