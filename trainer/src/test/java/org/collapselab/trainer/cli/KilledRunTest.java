package org.collapselab.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills real processes at random moments and resumes them until the run is complete. */
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

  @TempDir Path dir;

  @Test
  void aPerceptronEndsTheSameHoweverOftenItIsKilled() throws Exception {
    compare(MLP, 2, 7);
  }

  @Test
  @Tag("nightly")
  void aPerceptronEndsTheSameAfterTwentyKills() throws Exception {
    compare(MLP, 20, 1);
  }

  @Test
  @Tag("nightly")
  void aResidualNetworkEndsTheSameAfterTwentyKills() throws Exception {
    compare(RESNET, 20, 2);
  }

  /** Rounds of one run each, until there were enough kills. */
  private void compare(List<String> settings, int kills, long seed) throws Exception {
    List<String> command = new ArrayList<>(List.of("run", experiment().toString(), OFTEN));
    command.addAll(settings);
    Path expected = dir.resolve("whole");
    Process whole = start("whole", with(command, "--runs-dir", expected.toString()));
    long begin = System.nanoTime();
    while (whole.isAlive() && !isMeasuring(expected)) {
      Thread.sleep(10);
    }
    long startUp = millisSince(begin);
    assertThat(whole.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(whole.exitValue()).as(log("whole")).isZero();
    long training = millisSince(begin) - startUp;

    Random random = new Random(seed);
    int killed = 0;
    for (int round = 0; killed < kills; round++) {
      Path runs = dir.resolve("killed-" + round);
      long latest = startUp + Math.max(200, 2 * training / kills);
      killed += killAndResume(command, runs, () -> random.nextLong(startUp / 2, latest));
      for (String file :
          List.of("metrics.csv", "spectra.csv", "comparison.json", "weights/fc3.npy")) {
        assertThat(only(runs).resolve(file))
            .as("%s after %d kills", file, killed)
            .hasSameBinaryContentAs(only(expected).resolve(file));
      }
    }
  }

  /** Runs until a process ends before its time is up; returns the number of kills. */
  private int killAndResume(List<String> command, Path runs, LongSupplier millis) throws Exception {
    List<String> next = with(command, "--runs-dir", runs.toString());
    for (int killed = 0; true; killed++) {
      Process process = start("killed", next);
      if (process.waitFor(millis.getAsLong(), TimeUnit.MILLISECONDS)) {
        assertThat(process.exitValue()).as(log("killed")).isZero();
        return killed;
      }
      process.destroyForcibly().waitFor();
      if (hasConfiguration(runs)) {
        next = List.of("resume", only(runs).toString());
      }
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private static boolean isMeasuring(Path runs) throws IOException {
    return hasConfiguration(runs) && Files.exists(only(runs).resolve("metrics.csv"));
  }

  private static List<String> with(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return all;
  }

  private Path experiment() throws IOException {
    return Files.writeString(dir.resolve("experiment.yaml"), "name: killed\n");
  }

  private static boolean hasConfiguration(Path runs) throws IOException {
    if (!Files.isDirectory(runs)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(runs)) {
      return entries.anyMatch(run -> Files.exists(run.resolve("config.yaml")));
    }
  }

  /** The run; one killed before it had a configuration is no run. */
  private static Path only(Path runs) throws IOException {
    try (Stream<Path> entries = Files.list(runs)) {
      List<Path> all = entries.filter(r -> Files.exists(r.resolve("config.yaml"))).toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  private String log(String name) throws IOException {
    return Files.readString(dir.resolve(name + ".log"));
  }

  private Process start(String name, List<String> arguments) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                Main.class.getName()));
    command.addAll(arguments);
    File log = dir.resolve(name + ".log").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("OMP_NUM_THREADS", "1");
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
  }
}
