package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.datasets.DataHome;
import org.collapselab.studies.sweep.Processes;
import org.collapselab.studies.sweep.SweepContext;
import org.collapselab.studies.sweep.SweepDirectory;
import org.collapselab.studies.sweep.SweepListener;
import org.collapselab.studies.sweep.SweepRunner;
import org.collapselab.studies.sweep.Threads;
import org.collapselab.studies.sweep.Trial;
import org.collapselab.studies.sweep.TrialExecutor;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.store.Csv;
import org.collapselab.trainer.store.sweep.TrialRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps whose trials run in real processes of their own. */
class ProcessesTest {
  private static final String SWEEP =
      """
      name: apart
      dufm: {classes: 3, depth: 3, lambda: 0.001, steps: 500, tolerance: 0, matrices: true}
      vary: {width: [2, 3, 6]}
      seeds: 2
      """;

  private static final String LONG =
      """
      name: long
      dufm: {classes: 4, depth: 3, lambda: 0.004, width: 12, steps: 4000000, tolerance: 0}
      """;

  @TempDir Path runs;

  private SweepDirectory create(String yaml) {
    return SweepDirectory.create(runs, SweepLoader.parse(yaml), List.of("collapse", "sweep"));
  }

  private boolean run(
      SweepDirectory directory, TrialExecutor executor, BooleanSupplier stop, SweepListener told) {
    SweepContext context =
        new SweepContext(
            DataHome.of(runs), directory.path().resolve("runs"), List.of("collapse"), stop, 1);
    return SweepRunner.run(directory, context, executor, false, told);
  }

  private boolean run(SweepDirectory directory, TrialExecutor executor) {
    return run(directory, executor, () -> false, new SweepListener() {});
  }

  private Processes processes(int slots, String... flags) {
    List<String> line = new ArrayList<>(TrialWorkerCommand.line(DataHome.of(runs), 1));
    line.addAll(line.indexOf("-cp"), List.of(flags));
    return new Processes(slots, line);
  }

  private static Set<ProcessHandle> workers() {
    return ProcessHandle.current().descendants().collect(Collectors.toSet());
  }

  @AfterEach
  void noWorkerOutlivesItsSweep() {
    assertThat(workers()).isEmpty();
  }

  private static List<CSVRecord> trials(SweepDirectory directory) throws IOException {
    try (CSVParser table = Csv.open(directory.path().resolve("trials.csv"))) {
      return table.getRecords();
    }
  }

  /** The rows without the wall times. */
  private static List<List<String>> results(SweepDirectory directory, String... times)
      throws IOException {
    List<String> out = new ArrayList<>(List.of(times));
    out.add("seconds");
    return trials(directory).stream()
        .map(
            row ->
                row.toMap().entrySet().stream()
                    .filter(entry -> !out.contains(entry.getKey()))
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .sorted()
                    .toList())
        .toList();
  }

  private static void assertSame(SweepDirectory one, SweepDirectory other, String... times)
      throws IOException {
    assertThat(results(one, times)).isEqualTo(results(other, times));
    for (String table : List.of("curves.csv", "spectra.csv", "jumps.csv", "predictions.csv")) {
      assertThat(one.path().resolve(table)).hasSameTextualContentAs(other.path().resolve(table));
    }
  }

  /** Each start is noted; the first two workers end before they are ready. */
  @Test
  void aWorkerThatDiesWhileItStartsIsStartedAgain() throws IOException {
    SweepDirectory directory = create(SWEEP);
    Path starts = runs.resolve("starts");
    List<String> dying =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "echo x >> '%s'; [ $(wc -l < '%s') -gt 2 ] || kill -9 $$; exec \"$@\""
                    .formatted(starts, starts),
                "sh"));
    dying.addAll(TrialWorkerCommand.line(DataHome.of(runs), 1));
    assertThat(run(directory, new Processes(1, dying))).isTrue();
    assertThat(trials(directory)).extracting(row -> row.get("state")).doesNotContain("stopped");
    assertThat(trials(directory).get(5).get("state")).isEqualTo("completed");
    assertThat(starts).hasContent("x\nx\nx");
  }

  /** The first worker runs its trial and is then killed; no other starts. */
  @Test
  void aWorkerThatCannotBeStartedAgainCostsItsTrialsTheReason() throws IOException {
    SweepDirectory directory = create(LONG + "vary: {steps: [10, 4000000, 20]}\n");
    Path starts = runs.resolve("starts");
    List<String> once =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "[ ! -e '%s' ] || exit 7; echo > '%s'; exec \"$@\"".formatted(starts, starts),
                "sh"));
    once.addAll(TrialWorkerCommand.line(DataHome.of(runs), 1));
    SweepListener killer =
        duringSecond(
            () -> {
              sleep(500);
              workers().forEach(ProcessHandle::destroyForcibly);
            });
    assertThat(run(directory, new Processes(1, once), () -> false, killer)).isTrue();
    assertThat(trials(directory))
        .extracting(row -> row.get("state"))
        .containsExactly("completed", "failed", "failed");
    assertThat(trials(directory).get(2).get("reason")).contains("did not start", "exit code 7");
  }

  @Test
  void processesFindWhatThreadsFind() throws IOException {
    SweepDirectory inThreads = create(SWEEP);
    SweepDirectory inProcesses = create(SWEEP);
    run(inThreads, new Threads(2));
    assertThat(run(inProcesses, processes(2))).isTrue();
    assertThat(trials(inProcesses)).hasSize(6);
    assertThat(trials(inProcesses).get(0).get("reason")).contains("width (d) must be at least");
    assertSame(inProcesses, inThreads);
    String matrix = "matrices/s3-seed2/post_M_2.npy";
    assertThat(inProcesses.path().resolve(matrix))
        .hasSameBinaryContentAs(inThreads.path().resolve(matrix));
  }

  @Test
  void networksTrainInProcessesToo() throws IOException {
    String yaml =
        """
        name: nets
        experiment:
          data: {samples_per_class: 5}
          model: {hidden: [12, 12], head: {depth: 2}}
          train: {epochs: 2, batch_size: 10}
          measure: {samples: 20}
        seeds: 2
        collect: [{name: fit, metric: fit}]
        """;
    SweepDirectory inThreads = create(yaml);
    SweepDirectory inProcesses = create(yaml);
    run(inThreads, new Threads(1));
    run(inProcesses, processes(1));
    assertThat(trials(inProcesses)).allMatch(row -> row.get("state").equals("completed"));
    assertSame(inProcesses, inThreads, "samples_per_second");
    assertThat(inProcesses.path().resolve("runs/s1-seed2/metrics.csv")).exists();
  }

  /** Does something once the worker is at the trial after the first. */
  private static SweepListener duringSecond(Runnable action) {
    return new SweepListener() {
      private int ended;

      @Override
      public synchronized void ended(Trial trial, TrialRecord record) {
        ended++;
        if (ended == 1) {
          new Thread(action).start();
        }
      }
    };
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aKilledProcessCostsOneTrialAndIsReplaced() throws IOException {
    SweepDirectory directory = create(LONG + "vary: {steps: [10, 4000000, 20]}\n");
    SweepListener killer =
        duringSecond(
            () -> {
              sleep(500);
              workers().forEach(ProcessHandle::destroyForcibly);
            });
    assertThat(run(directory, processes(1), () -> false, killer)).isTrue();
    assertThat(trials(directory))
        .extracting(row -> row.get("state"))
        .containsExactly("completed", "failed", "completed");
    assertThat(trials(directory).get(1).get("reason"))
        .contains("its process was killed by signal 9", "1.log");
  }

  @Test
  void runningOutOfMemoryCostsOneTrial() throws IOException {
    SweepDirectory directory =
        create(
            LONG.replace("width: 12, steps: 4000000", "steps: 20")
                + "vary: {width: [9, 3000, 12]}\n");
    assertThat(run(directory, processes(1, "-Xmx100m"))).isTrue();
    assertThat(trials(directory))
        .extracting(row -> row.get("state"))
        .containsExactly("completed", "failed", "completed");
    assertThat(trials(directory).get(1).get("reason"))
        .contains("its process ran out of memory; give it more with -Xmx");
  }

  @Test
  void stoppingEndsTheTrialsEarlyAndKeepsWhatTheyFound() throws IOException {
    SweepDirectory directory = create(LONG + "vary: {steps: [10, 4000000, 20]}\n");
    AtomicBoolean stop = new AtomicBoolean();
    SweepListener stopper =
        duringSecond(
            () -> {
              sleep(500);
              stop.set(true);
            });
    assertThat(run(directory, processes(1), stop::get, stopper)).isFalse();
    assertThat(trials(directory))
        .extracting(row -> row.get("state"))
        .containsExactly("completed", "stopped");
    assertThat(directory.path().resolve("curves.csv")).content().contains("s2-seed1,loss,");
  }

  @Test
  void aProcessThatCannotStartStopsTheSweepWithItsReason() {
    SweepDirectory directory = create(SWEEP);
    assertThatThrownBy(() -> run(directory, processes(1, "-XX:NoSuchFlag=1")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot start a worker process: it ended with exit code 1; see ");
    assertThat(directory.path().resolve("workers/1.log")).exists();
  }

  @Test
  void theCommandLineTakesOneKindOfPlaceAndKnowsWhatItWasBuiltWith() throws IOException {
    Path file = Files.writeString(runs.resolve("sweep.yaml"), SWEEP);
    assertThat(Shell.collapse("sweep", file, "--processes", 0).err())
        .contains("--processes must be at least 1, got 0");
    assertThat(Shell.collapse("sweep", file, "--processes", 2, "--workers", 2).err())
        .contains("give only one of");
    assertThat(Shell.collapse("sweep", file, "--spark-conf", "a=b").err())
        .contains("--spark-conf needs --master");
    Shell spark = Shell.collapse("sweep", file, "--master", "local[2]");
    assertThat(spark.code()).isEqualTo(ExitCode.USAGE);
    assertThat(spark.err()).contains("built without Spark; build with: mvn -Pspark");
    assertThat(Shell.collapse("--help").out()).doesNotContain("trial-worker");
  }
}
