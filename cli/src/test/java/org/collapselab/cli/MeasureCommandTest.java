package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVParser;
import org.collapselab.trainer.store.Csv;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureCommandTest {
  private static final String YAML =
      """
      name: tiny
      data: {set: mnist-10k, samples_per_class: 20}
      model: {hidden: [16, 16, 16], head: {depth: 2}}
      regularization: {l2_backbone: 1e-3, l2_head: [1e-3, 2e-3], lambda_h: 1e-5}
      train: {epochs: 3, batch_size: 50}
      measure: {samples: 100, schedule: {type: log, count: 5}}
      checkpoint: {log_spaced: 4}
      """;

  @TempDir private static Path dir;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    Path file = Files.writeString(dir.resolve("tiny.yaml"), YAML);
    assertThat(Shell.collapse("run", file, "--runs-dir", dir.resolve("runs")).code()).isZero();
    run = only(dir.resolve("runs"));
  }

  private static Path only(Path parent) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.reduce((a, b) -> b).orElseThrow();
    }
  }

  private static List<String> rows(Path directory, String split) throws IOException {
    try (CSVParser table = Csv.open(directory.resolve("metrics.csv"))) {
      return table.stream()
          .filter(row -> row.get("split").equals(split))
          .map(row -> String.join(",", row.toList()))
          .toList();
    }
  }

  private static Path measured(Object... arguments) throws IOException {
    Path out = Files.createTempDirectory(dir, "out");
    Shell shell =
        Shell.collapse(
            Stream.concat(
                    Stream.of("measure"),
                    Stream.concat(Stream.of(arguments), Stream.of("--out", out)))
                .toArray());
    assertThat(shell.code()).as(shell.err()).isZero();
    return only(out);
  }

  @Test
  void checkpointsGiveTheNumbersOfTheRunToTheBit() throws IOException {
    Path again = measured(run, "--checkpoints", "all");
    assertThat(rows(again, "train")).isEqualTo(rows(run, "train"));
    assertThat(rows(again, "test")).isEqualTo(rows(run, "test"));
  }

  @Test
  void aReportIsWritten() throws IOException {
    Path again = measured(run, "measure.samples=all", "--split=train");
    assertThat(again.resolve("report.html"))
        .content()
        .contains("Ranks and structure per layer")
        .doesNotContain("is not in the run directory");
    assertThat(json(again, "/references")).isEqualTo(json(run, "/references"));
    assertThat(json(again, "/objective/fit")).isEqualTo(json(run, "/objective/fit"));
    assertThat(Shell.collapse("report", again).code()).isZero();
    Path part = measured(run, "--layers", "fc1", "--split=train");
    assertThat(json(part, "/unavailable").asText()).contains("Not all layers of the head");
    assertThat(part.resolve("report.html")).content().contains("Not all layers of the head");
  }

  private static JsonNode json(Path directory, String pointer) throws IOException {
    return new ObjectMapper().readTree(directory.resolve("comparison.json").toFile()).at(pointer);
  }

  @Test
  void stepsLayersSamplesAndSplitCanBeChosen() throws IOException {
    Path again =
        measured(run, "--checkpoints", "12,5", "--layers", "fc1,fc2:post", "--split", "test");
    assertThat(rows(again, "train")).isEmpty();
    assertThat(rows(again, "test"))
        .allMatch(row -> row.startsWith("5,") || row.startsWith("12,"))
        .anyMatch(row -> row.contains(",fc2,post,nc1_trace_ratio,"))
        .noneMatch(row -> row.contains(",fc3,post,"));
    Path all = measured(run, "measure.samples=all", "--split=train");
    assertThat(rows(all, "train"))
        .filteredOn(row -> row.contains(",accuracy,"))
        .isEqualTo(
            rows(run, "train_all").stream()
                .filter(row -> row.contains(",accuracy,"))
                .map(row -> row.replace("train_all", "train"))
                .toList());
  }

  @Test
  void aSavedModelGivesTheFeaturesOfTheRun() throws IOException {
    Path again =
        measured(
            run.resolve("model.zip"),
            "data.samples_per_class=20",
            "measure.samples=100",
            "--layers",
            "fc*",
            "--split",
            "train");
    for (String layer : List.of("fc1.relu", "fc3.relu")) {
      String mine = layer.replace(".relu", "");
      assertThat(value(again, layer, "nc1_trace_ratio"))
          .isEqualTo(value(run, mine, "nc1_trace_ratio"));
    }
    assertThat(rows(again, "train")).noneMatch(row -> row.contains(",fit"));
  }

  @Test
  void aSavedModelIsSummedUpAtThePlaceOfTheRun() {
    Shell ofRun = Shell.collapse("measure", run, "--out", dir.resolve("same"), "--split=train");
    Shell ofModel =
        Shell.collapse(
            "measure",
            run.resolve("model.zip"),
            "data.samples_per_class=20",
            "measure.samples=100",
            "--split=train",
            "--out",
            dir.resolve("same"));
    String number = ofRun.out().lines().skip(1).findFirst().orElseThrow();
    assertThat(number).containsPattern("^12 +train +100 +0\\.\\d{4}  .* at fc3:post$");
    assertThat(ofModel.out().lines().skip(1).findFirst().orElseThrow())
        .isEqualTo(number.replace("fc3:post", "fc3.relu:post"));
  }

  private static String value(Path directory, String layer, String metric) throws IOException {
    String middle = ",train," + layer + ",post," + metric + ",";
    return rows(directory, "train").stream()
        .filter(row -> row.contains(middle))
        .reduce((a, b) -> b)
        .map(row -> row.substring(row.lastIndexOf(',')))
        .orElseThrow();
  }

  @Test
  void openingAModelFileWarns() {
    Shell shell = Shell.collapse("measure", run.resolve("model.zip"), "--out", dir.resolve("w"));
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.err()).contains("must come from a source that you trust");
    assertThat(shell.out()).contains("accuracy").contains("DNC1").contains("tables  ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --checkpoints=7           | 2 | --checkpoints 7: no such checkpoint, only [0, 1, 2, 5, 12]
          --checkpoints=first       | 2 | expected last, all, or steps
          --split=valid             | 2 | --split valid; expected train, test or both
          train.epochs=3            | 2 | only keys in data and measure can be changed
          --layers=conv*            | 2 | tap pattern 'conv*' matches nothing
          --data=california-housing | 2 | data
          """)
  void whatCannotBeMeasuredIsRefused(String argument, int code, String message) {
    Shell shell = Shell.collapse("measure", run, argument, "--out", dir.resolve("no"));
    assertThat(shell.code()).isEqualTo(code);
    assertThat(shell.err()).contains(message).doesNotContain("Exception");
    assertThat(dir.resolve("no")).doesNotExist();
  }

  @Test
  void whatHasNoSamplesIsRefusedWithoutAFolder() {
    Shell shell =
        Shell.collapse(
            "measure", run, "--split=test", "measure.test=false", "--out", dir.resolve("none"));
    assertThat(shell.code()).isEqualTo(2);
    assertThat(shell.err()).contains("--split test: there are no such samples");
    assertThat(dir.resolve("none")).doesNotExist();
  }

  @Test
  void aMissingSourceIsNamed() {
    Shell shell = Shell.collapse("measure", dir.resolve("nothing"));
    assertThat(shell.code()).isEqualTo(2);
    assertThat(shell.err()).contains("does not exist");
  }
}
