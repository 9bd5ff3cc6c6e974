package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVParser;
import org.collapselab.trainer.store.Csv;
import org.collapselab.trainer.testing.TestedEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills real processes at random moments and resumes them, each time on another number of threads,
 * until the run is complete.
 */
class KilledRunTest {
  private static final String OFTEN = "checkpoint.every_minutes=0.002";
  private static final long PATIENCE_SECONDS = 300;

  private static final List<String> MLP =
      List.of(
          "data.samples_per_class=100",
          "train.epochs=300",
          "train.batch_size=100",
          "measure={samples: 100, test: false, schedule: {type: steps, every: 37}}",
          "model={hidden: [32, 32, 32, 32], head: {depth: 3}}");

  private static final List<String> RESNET =
      List.of(
          "data={samples_per_class: 10, scaling: standardized}",
          "train={epochs: 14, batch_size: 25}",
          "measure={samples: 50, test: false, taps: ['fc*'], schedule: {type: steps, every: 5}}",
          "model={type: resnet20, head: {depth: 3, width: 16}}",
          "regularization={l2_backbone: 1e-4, l2_head: 1e-3, lambda_h: 1e-4}",
          "optimizer.learning_rate=0.01");

  private static final String DUFM =
      """
      name: killed
      dufm: {classes: 4, depth: 3, lambda: 0.004, width: 12, steps: 4000, tolerance: 0}
      vary: {samples_per_class: [1, 5]}
      seeds: 6
      """;

  @TempDir Path dir;

  /**
   * A command, how to continue what it left, and what to compare.
   *
   * @param marker file that makes a directory one that can be resumed
   */
  private record Job(
      List<String> command, List<String> resume, String marker, List<String> results) {}

  private Job training(List<String> settings) throws IOException {
    Path file = Files.writeString(dir.resolve("experiment.yaml"), "name: killed\n");
    List<String> command = new ArrayList<>(List.of("run", file.toString(), OFTEN));
    command.addAll(TestedEngine.with(settings));
    return new Job(
        command,
        List.of("resume"),
        "config.yaml",
        List.of("metrics.csv", "spectra.csv", "comparison.json", "weights/fc3.npy"));
  }

  private Job sweep(String place) throws IOException {
    Path file = Files.writeString(dir.resolve("sweep.yaml"), DUFM);
    return new Job(
        List.of("sweep", file.toString(), place),
        List.of("sweep", place, "--resume"),
        "sweep.yaml",
        List.of("trials.csv", "curves.csv", "spectra.csv"));
  }

  /** A short one of those below. */
  @Test
  void aPerceptronEndsTheSameAfterTwoKills() throws Exception {
    compare(training(with(MLP, "train.epochs=60")), 2, 7);
  }

  @Test
  @Tag("nightly")
  void aPerceptronEndsTheSameAfterTwentyKills() throws Exception {
    compare(training(MLP), 20, 1);
  }

  @Test
  @Tag("nightly")
  void aResidualNetworkEndsTheSameAfterTwentyKills() throws Exception {
    compare(training(RESNET), 20, 2);
  }

  @Test
  @Tag("nightly")
  void aSweepOfTheModelOfFreeFeaturesEndsTheSameAfterTwentyKills() throws Exception {
    compare(sweep("--workers=2"), 20, 3);
  }

  @Test
  @Tag("nightly")
  void aSweepInProcessesEndsTheSameAfterTwentyKills() throws Exception {
    compare(sweep("--processes=2"), 20, 4);
  }

  /** Rounds of one job each, until there were enough kills. */
  private void compare(Job job, int kills, long seed) throws Exception {
    Path expected = dir.resolve("whole");
    long begin = System.nanoTime();
    Process whole = start("whole", with(job.command(), "--runs-dir", expected.toString()));
    while (whole.isAlive() && !isThere(expected, job.marker())) {
      Thread.sleep(10);
    }
    long startUp = millisSince(begin);
    assertThat(whole.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(whole.exitValue()).as(log("whole")).isZero();
    long working = millisSince(begin) - startUp;

    Random random = new Random(seed);
    int killed = 0;
    for (int round = 0; killed < kills; round++) {
      Path runs = dir.resolve("killed-" + round);
      long latest = startUp + Math.max(300, 3 * working / kills);
      killed += killAndResume(job, runs, kill -> random.nextLong(startUp / 2, latest + 50 * kill));
      for (String file : job.results()) {
        assertThat(content(runs, job, file))
            .as("%s after %d kills", file, killed)
            .isEqualTo(content(expected, job, file));
      }
    }
  }

  /**
   * Goes on until a process ends before its time is up; returns the number of kills.
   *
   * @param millis time of the process after so many kills; it grows, since on a busy machine a
   *     process may come to nothing in the time it takes on a quiet one
   */
  private int killAndResume(Job job, Path runs, IntToLongFunction millis) throws Exception {
    List<String> next = with(job.command(), "--runs-dir", runs.toString());
    for (int killed = 0; true; killed++) {
      Process process = start("killed", next);
      if (process.waitFor(millis.applyAsLong(killed), TimeUnit.MILLISECONDS)) {
        assertThat(process.exitValue()).as(log("killed")).isZero();
        return killed;
      }
      process.destroyForcibly().waitFor();
      if (isThere(runs, job.marker())) {
        next =
            with(
                job.resume(), "--threads=" + (1 + killed % 3), only(runs, job.marker()).toString());
      }
    }
  }

  /** Bytes as text, without the wall time that a sweep notes for each trial. */
  private static String content(Path runs, Job job, String file) throws IOException {
    Path path = only(runs, job.marker()).resolve(file);
    String text = Files.readString(path, StandardCharsets.ISO_8859_1);
    if (!file.equals("trials.csv")) {
      return text;
    }
    try (CSVParser table = Csv.open(path)) {
      int seconds = table.getHeaderNames().indexOf("seconds");
      return table.stream()
          .map(row -> new ArrayList<>(row.toList()))
          .peek(row -> row.remove(seconds))
          .map(row -> String.join(",", row))
          .collect(Collectors.joining("\n"));
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private static List<String> with(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return all;
  }

  private static boolean isThere(Path runs, String marker) throws IOException {
    if (!Files.isDirectory(runs)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(runs)) {
      return entries.anyMatch(run -> Files.exists(run.resolve(marker)));
    }
  }

  /** The directory; one whose process was killed before it was complete does not count. */
  private static Path only(Path runs, String marker) throws IOException {
    try (Stream<Path> entries = Files.list(runs)) {
      List<Path> all = entries.filter(r -> Files.exists(r.resolve(marker))).toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  private String log(String name) throws IOException {
    return Files.readString(dir.resolve(name + ".log"));
  }

  private Process start(String name, List<String> arguments) throws IOException {
    return new ChildJvm().start(dir.resolve(name + ".log"), arguments);
  }
}
