package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {
  private static final String YAML =
      """
      name: tiny
      data: {set: mnist-10k, samples_per_class: 10}
      model: {hidden: [12, 12], head: {depth: 2}}
      train: {epochs: 2, batch_size: 50}
      measure: {samples: 50, schedule: {type: log, count: 2}}
      """;

  @TempDir Path dir;
  private Path run;

  @BeforeEach
  void train() throws IOException {
    Path file = Files.writeString(dir.resolve("tiny.yaml"), YAML);
    assertThat(Shell.collapse("run", file, "--runs-dir", dir.resolve("runs")).code()).isZero();
    try (Stream<Path> entries = Files.list(dir.resolve("runs"))) {
      run = entries.findFirst().orElseThrow();
    }
  }

  private Shell reproduce() {
    return Shell.collapse("reproduce", run, "--runs-dir", dir.resolve("again"));
  }

  @Test
  void theSameSeedGivesTheSameNumbersToTheBit() {
    Shell shell = reproduce();
    assertThat(shell.code()).as(shell.out()).isZero();
    assertThat(shell.out())
        .contains("same     final parameters", "same     metrics.csv", "reproduced to the last bit")
        .doesNotContain("differs");
  }

  @Test
  void whatDiffersIsShownWithItsPlace() throws IOException {
    Path metrics = run.resolve("metrics.csv");
    String text = Files.readString(metrics);
    int end = text.indexOf('\n', text.indexOf('\n') + 1);
    Files.writeString(metrics, text.substring(0, end) + "9" + text.substring(end));
    Path provenance = run.resolve("provenance.json");
    Files.writeString(
        provenance, Files.readString(provenance).replaceFirst("\"cpu\" : \"", "\"cpu\" : \"Old "));
    Shell damaged = reproduce();
    assertThat(damaged.code()).isEqualTo(ExitCode.FAILURE);
    assertThat(damaged.err()).contains("is damaged or was edited");
    Files.delete(run.resolve("files.json")); // as if the run had been computed like that
    Shell shell = reproduce();
    assertThat(shell.code()).isEqualTo(6);
    assertThat(shell.out())
        .contains("differs  processor: Old ")
        .contains("differs  metrics.csv: line 2: ")
        .contains("not reproduced");
  }

  @Test
  void anUnfinishedRunIsRefused() throws IOException {
    Files.delete(run.resolve("summary.json"));
    Shell shell = reproduce();
    assertThat(shell.code()).isEqualTo(2);
    assertThat(shell.err()).contains("has not finished; continue it with 'collapse resume'");
  }
}
