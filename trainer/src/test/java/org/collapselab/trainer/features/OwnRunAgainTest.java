package org.collapselab.trainer.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.FeatureConfigLoader;
import org.collapselab.trainer.run.RunResult;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.npy.NpyFile;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of this program has exported, measured from outside, gives the run's own numbers. */
class OwnRunAgainTest {
  private static final List<String> SETTINGS =
      List.of(
          "head=[fc3, fc4]",
          "input=fc2:post",
          "loss=mse",
          "lambda=[1e-3, 2e-3]",
          "lambda_h=1e-5",
          "lambda_backbone=1e-3");

  @TempDir private static Path dir;
  private static RunResult run;

  @BeforeAll
  static void train() {
    run = new TinyRun(dir.resolve("runs")).run("export.features=true", "measure.samples=all");
  }

  private static RunDirectory measured(Path features, List<String> settings) {
    return new FeatureMeasurement(
            features,
            FeatureConfigLoader.load(Optional.empty(), settings),
            List.of("collapse"),
            Workers.alone(),
            directory -> {})
        .into(dir.resolve("out"))
        .directory();
  }

  /** Rows of the last step; what enters a backbone layer is not known from outside. */
  private static Map<String, Double> numbers(Path table) throws IOException {
    Map<String, Double> numbers = new LinkedHashMap<>();
    List<CSVRecord> rows = TinyRun.csv(table);
    String last = rows.get(rows.size() - 1).get("step");
    for (CSVRecord row : rows) {
      boolean backbone = row.get("layer").matches("fc[12]") && row.get("tap").equals("weight");
      String metric = row.get(5);
      if (row.get("split").equals("train")
          && row.get("step").equals(last)
          && !(backbone && metric.startsWith("nc3"))
          && !metric.equals("learning_rate")) {
        numbers.put(
            "%s:%s %s".formatted(row.get("layer"), row.get("tap"), metric),
            Double.parseDouble(row.get(6)));
      }
    }
    return numbers;
  }

  private static void requireSame(RunDirectory again) throws IOException {
    for (Path table : List.of(again.metrics(), again.spectra())) {
      Map<String, Double> own =
          numbers(run.directory().path().resolve(table.getFileName().toString()));
      Map<String, Double> found = numbers(table);
      assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(own.keySet());
      assertThat(own).hasSizeGreaterThan(50);
      own.forEach(
          (key, value) ->
              assertThat(found.get(key)).as(key).isCloseTo(value, withinPercentage(1e-8)));
    }
    JsonNode theirs = TinyRun.json(again.comparison());
    JsonNode own = TinyRun.json(run.directory().comparison());
    for (String part : List.of("problem", "references", "verdict")) {
      JsonNode expected = own.path(part);
      assertThat(theirs.path(part)).as(part).isEqualTo(expected);
      assertThat(expected.isMissingNode()).isFalse();
    }
    assertThat(theirs.at("/objective/dufm_total").asDouble())
        .isEqualTo(own.at("/objective/dufm_total").asDouble(), within(1e-12));
    assertThat(theirs.path("layers")).hasSameSizeAs(own.path("layers"));
  }

  @Test
  void theFolderOfTheRunIsReadAsItIs() throws IOException {
    RunDirectory again = measured(run.directory().path(), SETTINGS);
    requireSame(again);
    assertThat(Files.readString(again.featuresConfig()))
        .contains("input: \"fc2:post\"", "classes: 10", "lambda: [0.001, 0.002]");
    assertThat(TinyRun.json(again.provenance()).path("files")).hasSizeGreaterThan(8);
  }

  @Test
  void whatTheHeadGivesIsComputedFromItsInput() throws IOException {
    Arrays arrays = new Arrays();
    Path from = run.directory().path();
    arrays.put("labels", NpyFile.read(from.resolve("features/labels.npy")));
    arrays.put("features/fc2:post", NpyFile.read(from.resolve("features/fc2.post.npy")));
    for (String layer : List.of("fc3", "fc4")) {
      arrays.put("weights/" + layer, NpyFile.read(from.resolve("weights/" + layer + ".npy")));
    }
    List<String> settings = SETTINGS.stream().filter(s -> !s.startsWith("input")).toList();
    // Features of a network in FP32 were rounded there, and are not here.
    for (Path path :
        List.of(
            arrays.npz(dir.resolve("small.npz")),
            arrays.safetensors(dir.resolve("small.safetensors")),
            arrays.folder(dir.resolve("small")))) {
      RunDirectory again = measured(path, settings);
      Map<String, Double> own = numbers(run.directory().metrics());
      Map<String, Double> found = numbers(again.metrics());
      for (String key :
          List.of(
              "fc2:post nc1_trace_ratio",
              "fc3:pre nc1_trace_ratio",
              "fc3:post nc1_trace_ratio",
              "fc4:pre cdnv",
              "fc3:weight nc3_sine",
              ": accuracy",
              ": fit_mse",
              ": dufm_objective")) {
        assertThat(found.get(key)).as(key).isCloseTo(own.get(key), withinPercentage(0.01));
      }
      assertThat(found.get("fc2:post nc1_trace_ratio"))
          .isCloseTo(own.get("fc2:post nc1_trace_ratio"), withinPercentage(1e-8));
    }
  }

  @Test
  void allFormsGiveTheSameNumbersToTheBit() throws IOException {
    Arrays arrays = new Arrays();
    Path from = run.directory().path();
    arrays.put("labels", NpyFile.read(from.resolve("features/labels.npy")));
    arrays.put("features/fc1", NpyFile.read(from.resolve("features/fc1.post.npy")));
    arrays.put("logits", NpyFile.read(from.resolve("features/fc4.pre.npy")));
    String first = null;
    for (Path path :
        List.of(
            arrays.npz(dir.resolve("same.npz")),
            arrays.safetensors(dir.resolve("same.safetensors")),
            arrays.folder(dir.resolve("same")))) {
      RunDirectory again = measured(path, List.of());
      String metrics = Files.readString(again.metrics());
      first = first == null ? metrics : first;
      assertThat(metrics).isEqualTo(first).contains("fc1,post,nc4_mismatch", "fit_ce");
      assertThat(TinyRun.json(again.comparison()).path("unavailable").asText())
          .contains("no weights of a head");
    }
  }
}
