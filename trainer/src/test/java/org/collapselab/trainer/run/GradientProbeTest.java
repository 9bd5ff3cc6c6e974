package org.collapselab.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.collapselab.models.Batch;
import org.collapselab.models.Network;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradientProbeTest {
  @TempDir Path dir;

  /** The slope along the gradient is its norm, by central differences of the objective. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loss=mse",
        "loss=ce",
        "model.head.linear_input=true",
        "model={type: resnet20, head: {depth: 2, width: 8}}",
      })
  void slopeAlongTheGradientIsItsNorm(String override) {
    RunPlan plan = new TinyRun(dir).plan(override);
    Batch batch = plan.feed().batch(0);
    try (Network network = plan.networks().create(plan.train().size(), plan.stepsPerEpoch());
        GradientProbe probe = GradientProbe.of(plan)) {
      double[] point = network.state().parameters();
      double[] gradient = probe.at(point, 0, batch).gradient();
      double norm = Curvature.norm(gradient);
      double width = 1e-6;
      double above = probe.at(moved(point, gradient, width / norm), 0, batch).objective();
      double below = probe.at(moved(point, gradient, -width / norm), 0, batch).objective();
      assertThat((above - below) / (2 * width)).isCloseTo(norm, within(1e-4 * norm));
    }
  }

  private static double[] moved(double[] point, double[] along, double by) {
    double[] moved = point.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += by * along[i];
    }
    return moved;
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.25"})
  void theTermsOfALookAddUpToTheObjective(String decay) {
    RunPlan plan =
        new TinyRun(dir)
            .plan("regularization.lambda_h=0.01", "regularization.decoupled_weight_decay=" + decay);
    Batch batch = plan.feed().batch(0);
    try (Network network = plan.networks().create(plan.train().size(), plan.stepsPerEpoch());
        GradientProbe whole = GradientProbe.of(plan);
        GradientProbe fit = GradientProbe.ofFit(plan)) {
      double[] point = network.state().parameters();
      StepLook look = StepLook.at(plan, whole, fit, point, 0, batch);
      double objective = network.step(batch);
      assertThat(look.fit() + look.weights() + look.features())
          .isCloseTo(objective, within(1e-5 * objective));
      assertThat(look.features()).isPositive();
      assertThat(look.weights()).isPositive();
    }
  }
}
