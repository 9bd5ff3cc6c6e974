package org.collapselab.cli.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.collapselab.reports.run.ReportWriter;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.FeatureConfigLoader;
import org.collapselab.trainer.features.FeatureMeasurement;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features measured from files have a row beside the runs. */
class FeaturesRowTest {
  @TempDir Path dir;

  @Test
  void itsNumbersAreThoseOfTheComparison() throws IOException {
    Path features = dir.resolve("mine");
    Files.createDirectories(features.resolve("features"));
    Files.createDirectories(features.resolve("weights"));
    double[] h = new Random(1).doubles(60 * 4).toArray();
    NpyFile.write(features.resolve("features/h.npy"), NpyArray.of(h, 60, 4));
    NpyFile.write(
        features.resolve("weights/fc.npy"),
        NpyArray.of(new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0}, 3, 4));
    NpyFile.write(
        features.resolve("labels.npy"),
        NpyArray.of(IntStream.range(0, 60).mapToLong(i -> i % 3).toArray(), 60));
    Path runs = dir.resolve("runs");
    Path run =
        new FeatureMeasurement(
                features,
                FeatureConfigLoader.load(Optional.empty(), List.of("loss=mse", "lambda=0.01")),
                List.of("collapse"),
                Workers.alone(),
                directory -> ReportWriter.write(directory))
            .into(runs)
            .directory()
            .path();
    try (Browsing browsing = new Browsing(runs)) {
      String id = run.getFileName().toString();
      JsonNode row = browsing.row(id);
      assertThat(row.path("kind").asText()).isEqualTo("run");
      assertThat(row.path("state").asText()).isEqualTo("completed");
      assertThat(row.path("name").asText()).isEqualTo("features");
      assertThat(row.path("tags").toString()).contains("features", "mse", "L = 1");
      assertThat(row.path("problems")).isEmpty();
      assertThat(row.path("dnc1").asDouble()).isPositive();
      assertThat(row.path("loss").asDouble()).isPositive();
      assertThat(row.path("loss_dnc").asDouble()).isPositive();
      assertThat(browsing.get("/api/runs/" + id).body()).contains("features.yaml", "report.html");
    }
  }
}
