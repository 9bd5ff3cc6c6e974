package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
  @TempDir Path directory;
  private Path file;
  private Path runs;

  @BeforeEach
  void writeSweep() throws IOException {
    runs = directory.resolve("runs");
    file =
        Files.writeString(
            directory.resolve("tiny.yaml"),
            """
            name: tiny
            title: Tiny <models>
            dufm: {classes: 3, depth: 3, lambda: 0.001, steps: 100, matrices: true}
            vary: {width: [3, 6]}
            seeds: 3
            smoke: {seeds: 1}
            """);
  }

  private Path onlyRun() throws IOException {
    try (Stream<Path> entries = Files.list(runs)) {
      return entries.reduce((a, b) -> null).orElseThrow();
    }
  }

  @Test
  void everyTrialIsToldOfAndReported() throws IOException {
    Shell shell = Shell.collapse("sweep", file, "--runs-dir", runs, "--workers", 2);
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out()).contains("6 of 6 trials completed", "report.html");
    Path run = onlyRun();
    assertThat(run.resolve("report.html")).content().contains("Tiny &lt;models&gt;", "6 of 6");
    assertThat(run.resolve("provenance.json")).content().contains("--workers");
  }

  @Test
  void jumpsOfRankAreDrawnWithTheirCounts() throws IOException {
    Path jumps =
        Files.writeString(
            directory.resolve("jumps.yaml"),
            """
            name: jumps
            completion:
              size: 6
              observed: 0.3
              width: 8
              problem_seed: 11
              lambda: 0.004
              learning_rate: 0.3
              steps: 50000
              warmup_steps: 20000
              warmup_rate: 0.3
              look_every: 500
              initial_seed: 1
              initial_scale: 1.5
            seeds: 2
            figures: [{type: jumps}]
            """);
    Shell shell = Shell.collapse("sweep", jumps, "--runs-dir", runs);
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(onlyRun().resolve("report.html"))
        .content()
        .contains("2 falls and 0 rises of the rank in 2 trials");
  }

  @Test
  void aDryRunListsTheSettingsOfItsSizeAndWritesNothing() {
    Shell shell = Shell.collapse("sweep", file, "--smoke", "--dry-run", "--runs-dir", runs);
    assertThat(shell.code()).isZero();
    assertThat(shell.out()).contains("s2    width 6", "settings × seeds = trials: 2 × 1 = 2");
    assertThat(runs).doesNotExist();
  }

  @Test
  void aFinishedSweepIsResumedWithoutWork() throws IOException {
    Shell.collapse("sweep", file, "--smoke", "--runs-dir", runs);
    String trials = Files.readString(onlyRun().resolve("trials.csv"));
    Shell shell = Shell.collapse("sweep", "--resume", onlyRun());
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(Files.readString(onlyRun().resolve("trials.csv"))).isEqualTo(trials);
  }

  @Test
  void theReportIsWrittenAnew() throws IOException {
    Shell.collapse("sweep", file, "--smoke", "--runs-dir", runs);
    Path report = onlyRun().resolve("report.html");
    String first = Files.readString(report);
    Files.delete(report);
    assertThat(Shell.collapse("report", onlyRun()).code()).isZero();
    assertThat(Files.readString(report)).isEqualTo(first);
  }

  @Test
  void aSweepOfWhichNothingCompletesFails() {
    Shell shell =
        Shell.collapse("sweep", file, "dufm.learning_rate=99", "--smoke", "--runs-dir", runs);
    assertThat(shell.code()).isEqualTo(ExitCode.DIVERGED);
    assertThat(shell.out()).contains("try a smaller learning_rate");
  }

  @Test
  void wrongUseIsOneSentence() {
    assertThat(Shell.collapse("sweep").err()).contains("expected either a FILE or --resume DIR");
    Shell both = Shell.collapse("sweep", file, "--resume", runs);
    assertThat(both.code()).isEqualTo(ExitCode.USAGE);
    Shell workers = Shell.collapse("sweep", file, "--workers", 0, "--runs-dir", runs);
    assertThat(workers.err()).contains("--workers must be at least 1, got 0");
    Shell nowhere = Shell.collapse("sweep", "--resume", directory.resolve("nowhere"));
    assertThat(nowhere.code()).isEqualTo(ExitCode.USAGE);
    assertThat(nowhere.err()).contains("sweep.yaml", "no such file");
    assertThat(runs).doesNotExist();
  }
}
