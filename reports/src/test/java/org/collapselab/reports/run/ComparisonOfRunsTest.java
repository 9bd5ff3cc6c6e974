package org.collapselab.reports.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.datasets.SharedData;
import org.collapselab.trainer.run.RunResult;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonOfRunsTest {
  @TempDir Path dir;

  private JsonNode comparison(String... overrides) throws IOException {
    return TinyRun.json(
        new TinyRun(dir).reporting(ReportWriter::write).run(overrides).directory().comparison());
  }

  @Test
  void withoutFeaturePenaltyItIsMatchedToTheMeasuredMeansAndSaysSo() throws IOException {
    RunResult run =
        new TinyRun(dir)
            .reporting(ReportWriter::write)
            .run("regularization={l2_head: 1e-3, lambda_h: 0}");
    JsonNode comparison = TinyRun.json(run.directory().comparison());
    JsonNode problem = comparison.get("problem");
    assertThat(problem.get("lambda_h_matched").asBoolean()).isTrue();
    assertThat(problem.get("lambda_h").asDouble()).isPositive();
    assertThat(problem.get("lambda_h_note").asText()).startsWith("The run has no λ_H. It is match");
    JsonNode m1 = comparison.at("/layers/0");
    assertThat(m1.get("symbol").asText()).isEqualTo("M_1");
    double measured = squaredNorm(m1.at("/measured/singular_values"));
    double predicted = squaredNorm(m1.at("/predicted/dnc/singular_values"));
    assertThat(predicted).isCloseTo(measured, within(1e-6 * measured)).isPositive();
    assertThat(Files.readString(run.directory().report())).contains("The run has no λ_H.");
  }

  private static double squaredNorm(JsonNode values) {
    double sum = 0;
    for (JsonNode value : values) {
      sum += value.asDouble() * value.asDouble();
    }
    return sum;
  }

  @Test
  void aHeadWithoutWeightDecayIsNotCompared() throws IOException {
    RunResult run =
        new TinyRun(dir).reporting(ReportWriter::write).run("regularization.l2_head=[1e-3, 0]");
    JsonNode comparison = TinyRun.json(run.directory().comparison());
    assertThat(comparison.get("unavailable").asText())
        .startsWith("The head has a layer without weight decay")
        .contains("regularization.l2_head");
    assertThat(comparison.get("references")).isEmpty();
    assertThat(run.summary().state()).isEqualTo(EndState.COMPLETED);
    assertThat(run.summary().headline()).containsKey("comparison");
    assertThat(Files.readString(run.directory().report()))
        .contains("No comparison with theory: The head has a layer without weight decay");
  }

  @Test
  void aHeadThatTheDataHaveCollapsedToZeroIsStillReported() throws IOException {
    JsonNode comparison = comparison("regularization={l2_head: 10, lambda_h: 1e-5}");
    assertThat(comparison.at("/references/0/trivial").asBoolean()).isTrue();
    assertThat(comparison.at("/references/0/loss").asDouble()).isEqualTo(0.5);
  }

  @Test
  void crossEntropyWithReluHasItsOwnReferences() throws IOException {
    JsonNode comparison = comparison("loss=ce");
    assertThat(comparison.at("/problem/loss").asText()).isEqualTo("ce");
    assertThat(available(comparison)).containsExactly("dnc", "paired_code");
    assertThat(comparison.at("/references/0/loss").asDouble()).isLessThan(Math.log(10));
  }

  @Test
  void aLinearNetworkIsComparedWithLinearReferences() throws IOException {
    JsonNode comparison = comparison("loss=ce", "model.activation=linear");
    assertThat(available(comparison)).containsExactly("dnc", "spherical_code", "orthoplex", "kgon");
    assertThat(comparison.at("/problem/activation").asText()).isEqualTo("linear");
    assertThat(comparison.at("/problem/h1_sign_free").asBoolean()).isTrue();
    assertThat(comparison.get("layers"))
        .extracting(layer -> layer.get("symbol").asText())
        .containsExactly("M_1", "W_1", "M_2", "W_2", "Z");
    assertThat(comparison.get("layers"))
        .extracting(layer -> layer.get("tap").asText())
        .containsExactly("pre", "weight", "pre", "weight", "pre");
  }

  private static List<String> available(JsonNode comparison) {
    List<String> names = new java.util.ArrayList<>();
    for (JsonNode reference : comparison.get("references")) {
      if (reference.get("available").asBoolean()) {
        names.add(reference.get("structure").asText());
      }
    }
    return names;
  }

  @Test
  void aRegressionIsMeasuredButNotCompared() throws IOException {
    RunResult run =
        new TinyRun(dir)
            .reporting(ReportWriter::write)
            .withData(SharedData.homeWith("california-housing"))
            .run(
                "data={set: california-housing, scaling: standardized}",
                "train={epochs: 1, batch_size: 2000}",
                "optimizer.learning_rate=0.01");
    assertThat(run.summary().state()).isEqualTo(EndState.COMPLETED);
    assertThat(TinyRun.json(run.directory().comparison()).get("unavailable").asText())
        .contains("this run is a regression");
    List<Double> fit = TinyRun.values(run, "train", "", "", "fit");
    assertThat(fit).allMatch(Double::isFinite);
    assertThat(fit.get(fit.size() - 1)).isLessThan(fit.get(0));
    assertThat(TinyRun.values(run, "test", "", "", "fit")).hasSameSizeAs(fit);
    assertThat(TinyRun.values(run, "train", "fc2", "weight", "rank2_residual")).hasSameSizeAs(fit);
    assertThat(TinyRun.files(run))
        .contains("report.html", "weights/fc4.npy")
        .noneMatch(file -> file.startsWith("means/"));
    assertThat(Files.readString(run.directory().report()))
        .contains("No comparison with theory: The DUFM")
        .contains("this run is a regression.");
  }
}
