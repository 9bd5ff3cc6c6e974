package org.collapselab.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Update rules against the recursion v ← μv + g written out by hand, under a changing rate. */
@OnEveryDevice
class OptimizerTest {
  private static final double MOMENTUM = 0.9;

  @ParameterizedTest
  @EnumSource(Optimizer.Kind.class)
  void stepsFollowTheirRecursionUnderASchedule(Optimizer.Kind kind) {
    double mu = kind == Optimizer.Kind.SGD ? 0 : MOMENTUM;
    LearningRate rate = new LearningRate.WarmedUp(new LearningRate.Step(0.02, List.of(2L), 0.1), 4);
    MlpSpec model = SmallNetworks.mlp(Activation.LINEAR, false, 2, false);
    TrainingSpec training =
        SmallNetworks.training(
            Loss.MSE,
            new Penalties(0.01, List.of(0.01, 0.01), 0, 0),
            new Optimizer(kind, mu, rate));
    Batch batch = SmallNetworks.batch(6, 1);
    try (Network network = TestedEngine.network(model, training)) {
      HandMlp hand = HandMlp.copyOf(network, model, training);
      double[][][] velocity = zerosLike(hand.w);
      for (int step = 0; step < 4; step++) {
        assertThat(network.learningRate()).isCloseTo(rate.at(step), within(1e-15));
        network.step(batch);
        advance(hand, velocity, kind, mu, rate.at(step), batch);
        HandMlp actual = HandMlp.copyOf(network, model, training);
        for (int l = 0; l < hand.w.length; l++) {
          assertThat(Matrices.deviation(actual.w[l], hand.w[l], 0, hand.w[l])).isLessThan(1e-8);
        }
      }
      assertThat(network.steps()).isEqualTo(4);
    }
  }

  private static void advance(
      HandMlp hand, double[][][] velocity, Optimizer.Kind kind, double mu, double lr, Batch batch) {
    double[][][] gradients = new double[hand.w.length][][];
    for (int l = 0; l < gradients.length; l++) {
      gradients[l] = hand.gradient(l, batch);
    }
    for (int l = 0; l < gradients.length; l++) {
      for (int i = 0; i < gradients[l].length; i++) {
        for (int j = 0; j < gradients[l][i].length; j++) {
          double g = gradients[l][i][j];
          double v = mu * velocity[l][i][j] + g;
          velocity[l][i][j] = v;
          hand.w[l][i][j] -= lr * (kind == Optimizer.Kind.NESTEROV ? g + mu * v : v);
        }
      }
    }
  }

  private static double[][][] zerosLike(double[][][] w) {
    double[][][] zeros = new double[w.length][][];
    for (int l = 0; l < w.length; l++) {
      zeros[l] = new double[w[l].length][w[l][0].length];
    }
    return zeros;
  }

  @Test
  void cosineFallsFromTheRateToItsFinalFraction() {
    LearningRate cosine = new LearningRate.Cosine(0.2, 100, 0.1);
    assertThat(cosine.at(0)).isEqualTo(0.2);
    assertThat(cosine.at(50)).isCloseTo(0.11, within(1e-15));
    assertThat(cosine.at(100)).isCloseTo(0.02, within(1e-15));
    assertThat(cosine.at(1000)).isCloseTo(0.02, within(1e-15));
  }

  @Test
  void warmUpRisesFromTheFirstShareInAStraightLineUnderItsSchedule() {
    LearningRate steps = new LearningRate.Step(0.2, List.of(3L), 0.1);
    LearningRate warm = new LearningRate.WarmedUp(steps, 5);
    double[] rates = {0.04, 0.08, 0.12, 0.016, 0.02, 0.02};
    for (int step = 0; step < rates.length; step++) {
      assertThat(warm.at(step)).isCloseTo(rates[step], within(1e-15));
    }
    for (int none : new int[] {0, 1}) {
      assertThat(new LearningRate.WarmedUp(steps, none).at(0)).isEqualTo(0.2);
    }
  }

  @Test
  void warmUpIsNeitherNegativeNorDoubled() {
    LearningRate constant = new LearningRate.Constant(0.1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LearningRate.WarmedUp(constant, -1))
        .withMessageContaining("-1 steps");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LearningRate.WarmedUp(new LearningRate.WarmedUp(constant, 2), 2));
  }

  @ParameterizedTest
  @EnumSource(Optimizer.Kind.class)
  void stepsOnAQuadraticShrinkItJustBelowTheStableRateAndNotAbove(Optimizer.Kind kind) {
    double mu = kind == Optimizer.Kind.SGD ? 0 : MOMENTUM;
    double curvature = 7;
    double limit = new Optimizer(kind, mu, new LearningRate.Constant(1)).stableBelow(curvature);
    assertThat(afterSteps(kind, mu, 0.99 * limit, curvature)).isLessThan(1e-3);
    assertThat(afterSteps(kind, mu, 1.01 * limit, curvature)).isGreaterThan(1e3);
  }

  private static double afterSteps(Optimizer.Kind kind, double mu, double rate, double curvature) {
    double x = 1;
    double v = 0;
    for (int step = 0; step < 3000; step++) {
      double g = curvature * x;
      v = mu * v + g;
      x -= rate * (kind == Optimizer.Kind.NESTEROV ? g + mu * v : v);
    }
    return Math.abs(x);
  }

  @Test
  void plainSgdRefusesMomentum() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Optimizer(Optimizer.Kind.SGD, 0.9, new LearningRate.Constant(0.1)))
        .withMessageContaining("no momentum");
  }
}
