package org.collapselab.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.trainer.config.ConfigException;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.npy.NpyFile;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ResNet-20 with a head of three layers on 50 digits, for three steps. */
class ResidualRunTest {
  private static final String[] SETTINGS = {
    "model={type: resnet20, head: {depth: 3, width: 16}, init_gain: 0.4}",
    "data={set: mnist-10k, samples_per_class: 5, augment: crop}",
    "regularization={l2_head: 1e-3, lambda_h: 1e-4}",
    "optimizer.learning_rate=0.01",
    "train={epochs: 1, batch_size: 20}",
    "measure={samples: 20, schedule: {type: log, count: 2}}"
  };

  @TempDir private static Path dir;
  private static RunResult run;

  @BeforeAll
  static void train() {
    run = new TinyRun(dir).run(SETTINGS);
  }

  private static String[] with(String... more) {
    return java.util.stream.Stream.concat(java.util.Arrays.stream(SETTINGS), List.of(more).stream())
        .toArray(String[]::new);
  }

  @Test
  void itIsMeasuredAfterEveryBlockAndInTheHead() throws IOException {
    assertThat(run.summary().state()).isEqualTo(EndState.COMPLETED);
    List<String> tapped =
        TinyRun.csv(run.directory().metrics()).stream()
            .filter(row -> row.get("metric").equals("nc1_trace_ratio"))
            .filter(row -> row.get("split").equals("train") && row.get("step").equals("0"))
            .map(row -> row.get("layer") + ":" + row.get("tap"))
            .toList();
    assertThat(tapped)
        .startsWith("s1b1.add.pooled:post", "s1b2.add.pooled:post")
        .endsWith("pool:pre", "fc1:pre", "fc1:post", "fc2:pre", "fc2:post", "fc3:pre")
        .hasSize(9 + 6);
  }

  @Test
  void theHeadIsComparedFromThePooledFeaturesOn() throws IOException {
    JsonNode comparison = TinyRun.json(run.directory().comparison());
    assertThat(comparison.get("layers"))
        .extracting(layer -> layer.get("symbol").asText() + " " + layer.get("layer").asText())
        .containsExactly(
            "M_1 pool",
            "W_1 fc1",
            "M_2 fc1",
            "σ(M_2) fc1",
            "W_2 fc2",
            "M_3 fc2",
            "σ(M_3) fc2",
            "W_3 fc3",
            "Z fc3");
    assertThat(comparison.at("/problem/head_depth").asInt()).isEqualTo(3);
    assertThat(comparison.at("/problem/h1_sign_free").asBoolean()).isFalse();
    assertThat(comparison.at("/references/0/available").asBoolean()).isTrue();
    assertThat(run.summary().headline()).containsKey("DNC1 at fc2:post");
  }

  @Test
  void theObjectiveIsThatOfTheExportedWeightsAndFeatures() throws IOException {
    JsonNode objective = TinyRun.json(run.directory().comparison()).get("objective");
    for (int l = 1; l <= 3; l++) {
      double squares = 0;
      for (double w : NpyFile.read(file("weights/fc" + l + ".npy")).toDoubles()) {
        squares += w * w;
      }
      assertThat(objective.at("/head_penalties/" + (l - 1)).asDouble())
          .isCloseTo(0.5e-3 * squares, within(1e-12));
    }
    double norm = last("", "", "penalty_features") / 0.5e-4;
    assertThat(norm).isPositive();
    assertThat(last("", "", "h1_squared_norm")).isCloseTo(norm, within(1e-9 * norm));
  }

  private static double last(String layer, String tap, String metric) throws IOException {
    List<Double> values = TinyRun.values(run, "train_all", layer, tap, metric);
    return values.get(values.size() - 1);
  }

  private static Path file(String name) {
    return run.directory().path().resolve(name);
  }

  @Test
  void theResolvedConfigurationLoadsBackToTheSameRun() throws IOException {
    String yaml = Files.readString(run.directory().config());
    assertThat(yaml)
        .contains("taps: [\"s*.add.pooled:post\", pool, \"fc*\"]", "shortcut: projection")
        .doesNotContain("hidden:", "linear_input:");
    assertThat(ConfigLoader.parse(yaml, List.of()))
        .isEqualTo(new TinyRun(dir).plan(SETTINGS).config());
  }

  @Test
  void flattenedMapsCanBeTappedByName() throws IOException {
    RunResult flat =
        new TinyRun(dir).run(with("measure.taps=['s1b1.conv1', 's3b3.add.pooled:pre']"));
    List<CSVRecord> rows = TinyRun.csv(flat.directory().metrics());
    assertThat(rows)
        .filteredOn(row -> row.get("metric").equals("cdnv") && row.get("split").equals("test"))
        .extracting(row -> row.get("layer"))
        .containsOnly("s1b1.conv1", "s3b3.add.pooled");
    assertThat(NpyFile.read(flat.directory().path().resolve("means/s1b1.conv1.pre.npy")).shape())
        .containsExactly(10, 16 * 28 * 28);
    assertThat(TinyRun.json(flat.directory().comparison()).get("layers")).hasSize(9);
  }

  @Test
  void trainingCanWaitForTheFeaturesThatEnterTheHead() {
    RunResult stopped =
        new TinyRun(dir)
            .run(with("train.until={metric: nc1_trace_ratio, layer: pool, tap: pre, below: 1e9}"));
    assertThat(stopped.summary().state()).isEqualTo(EndState.STOPPED);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TinyRun(dir).plan(with("train.until={metric: cdnv, layer: fc9, below: 1}")))
        .withMessageContaining("no layer named fc9");
  }

  @Test
  void aRegressionIsRefused() {
    assertThatThrownBy(
            () ->
                new TinyRun(dir)
                    .plan(with("data={set: california-housing, scaling: standardized}")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("resnet20 takes images and california-housing is a table");
  }
}
