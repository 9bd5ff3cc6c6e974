package org.collapselab.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.WeightMetric;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.models.Batch;
import org.collapselab.models.Network;
import org.collapselab.trainer.config.ConfigException;
import org.collapselab.trainer.testing.TinyRun;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchGradientsTest {
  private static final String LAST = "fc4";

  @TempDir Path dir;

  private RunPlan plan(String... more) {
    String[] overrides = {
      "model.precision=double",
      "measure.batch_gradients=3",
      "regularization={l2_backbone: 0.01, l2_head: 0.02, decoupled_weight_decay: 0.03}"
    };
    String[] all = java.util.Arrays.copyOf(overrides, overrides.length + more.length);
    System.arraycopy(more, 0, all, overrides.length, more.length);
    return new TinyRun(dir).plan(all);
  }

  /** For the last matrix the gradient is (Z − Y)ᵀH/B + cW. */
  @Test
  void epsilonIsTheLargestNormOfTheClosedForm() {
    RunPlan plan = plan();
    try (Network network = plan.networks().create(plan.train().size(), plan.stepsPerEpoch());
        BatchGradients gradients = BatchGradients.of(plan).orElseThrow()) {
      Snapshot measured = Snapshot.of(gradients.at(network));
      double largest = 0;
      for (int step = 0; step < 3; step++) {
        largest = Math.max(largest, closedForm(network, plan.feed().batch(step), 0.05));
      }
      double epsilon =
          measured.value(LAST, Place.WEIGHT, WeightMetric.BATCH_GRADIENT_MAX).orElseThrow();
      assertThat(epsilon).isCloseTo(largest, within(1e-12 * largest));
      double norm = Spectrum.of(network.weights(LAST)).frobenius();
      assertThat(measured.value(LAST, Place.WEIGHT, WeightMetric.RANK2_BOUND).orElseThrow())
          .isCloseTo(2 * 50 * largest / (0.05 * norm), within(1e-9));
    }
  }

  private static double closedForm(Network network, Batch batch, double decay) {
    Map<String, double[]> at =
        network.activations(batch.inputs(), batch.rows(), List.of("fc3:post", LAST + ":pre"));
    DMatrixRMaj w = network.weights(LAST);
    double squared = 0;
    for (int k = 0; k < w.numRows; k++) {
      for (int j = 0; j < w.numCols; j++) {
        double g = decay * w.get(k, j);
        for (int i = 0; i < batch.rows(); i++) {
          double error =
              at.get(LAST + ":pre")[i * w.numRows + k] - batch.targets()[i * w.numRows + k];
          g += error * at.get("fc3:post")[i * w.numCols + j] / batch.rows();
        }
        squared += g * g;
      }
    }
    return Math.sqrt(squared);
  }

  /** Without decay there is no bound. */
  @Test
  void withoutDecayThereIsEpsilonAlone() {
    RunPlan plan = plan("regularization.l2_head=0", "regularization.decoupled_weight_decay=0");
    try (Network network = plan.networks().create(plan.train().size(), plan.stepsPerEpoch());
        BatchGradients gradients = BatchGradients.of(plan).orElseThrow()) {
      Snapshot measured = Snapshot.of(gradients.at(network));
      assertThat(measured.value(LAST, Place.WEIGHT, WeightMetric.BATCH_GRADIENT_MAX)).isPresent();
      assertThat(measured.value(LAST, Place.WEIGHT, WeightMetric.RANK2_BOUND)).isEmpty();
      assertThat(measured.value("fc1", Place.WEIGHT, WeightMetric.RANK2_BOUND)).isPresent();
    }
  }

  @Test
  void trainingIsTheSameAndTheTableHasMoreRows() throws IOException {
    RunResult without = new TinyRun(dir).run();
    RunResult with = new TinyRun(dir).run("measure.batch_gradients=2");
    List<String> rows = Files.readAllLines(with.directory().metrics());
    assertThat(rows.stream().filter(row -> row.contains(",rank2_bound,"))).hasSize(5 * 4);
    assertThat(rows.stream().filter(row -> !row.matches(".*,(batch_gradient_max|rank2_bound),.*")))
        .isEqualTo(Files.readAllLines(without.directory().metrics()));
  }

  @Test
  void aResumedRunHasTheSameNumbers() throws IOException {
    String asked = "measure.batch_gradients=2";
    int[] steps = {0};
    RunResult stopped = new TinyRun(dir).stopWhen(() -> steps[0]++ == 5).run(asked);
    RunResult resumed = new TinyRun(dir).resume(stopped);
    TinyRun.assertSameResults(resumed, new TinyRun(dir).run(asked));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet20", "resnet18"})
  void convolutionsAreRefused(String type) {
    assertThatThrownBy(
            () ->
                new TinyRun(dir)
                    .plan(
                        "model={type: %s, head: {depth: 2, width: 8}}".formatted(type),
                        "measure.batch_gradients=2"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("measure.batch_gradients")
        .hasMessageContaining("only for mlp");
  }
}
