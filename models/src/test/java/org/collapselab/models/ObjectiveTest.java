package org.collapselab.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pins the objective: 1/(2N)Σ‖·‖² or cross-entropy, λ/2‖W‖², λ_H/2·N/B·Σ‖h‖². */
@OnEveryDevice
class ObjectiveTest {
  private static final double RATE = 0.1;

  @ParameterizedTest
  @CsvSource({
    "MSE, RELU, RELU, true, false",
    "MSE, LINEAR, LINEAR, false, true",
    "MSE, RELU, RELU, false, true",
    "CE, RELU, RELU, true, false",
    "CE, RELU, RELU, true, true",
    "CE, LINEAR, LINEAR, false, false",
    "CE, RELU, LINEAR, true, false",
    "MSE, RELU, LINEAR, false, true"
  })
  void stepReportsTheObjectiveAndDescendsItsGradient(
      Loss loss,
      Activation activation,
      Activation headActivation,
      boolean bias,
      boolean linearInput) {
    MlpSpec model = SmallNetworks.mlp(activation, headActivation, bias, 2, linearInput);
    Penalties penalties = new Penalties(0.03, List.of(0.05, 0.02), 0.004, 0);
    TrainingSpec training = SmallNetworks.training(loss, penalties, SmallNetworks.sgd(RATE));
    Batch batch = SmallNetworks.batch(7, 3);
    try (Network network = TestedEngine.network(model, training)) {
      HandMlp before = HandMlp.copyOf(network, model, training);

      double objective = network.step(batch);

      assertThat(objective).isCloseTo(before.objective(batch), within(1e-12));
      HandMlp after = HandMlp.copyOf(network, model, training);
      for (int l = 0; l < before.w.length; l++) {
        assertThat(Matrices.deviation(after.w[l], before.w[l], -RATE, before.gradient(l, batch)))
            .isLessThan(1e-9);
        assertThat(
                Matrices.deviation(after.b[l], before.b[l], -RATE, before.biasGradient(l, batch)))
            .isLessThan(1e-9);
      }
    }
  }

  @Test
  void meanSquaredErrorIsHalfTheMeanSquaredDistance() {
    // One sample, all weights zero: z = 0, so fit = ½‖y‖² = ½ exactly.
    MlpSpec model = new MlpSpec(1, List.of(1), 2, Activation.RELU, false, false, 1, false, 0);
    TrainingSpec training =
        SmallNetworks.training(Loss.MSE, Penalties.none(1), SmallNetworks.sgd(RATE));
    try (Network network = TestedEngine.network(model, training)) {
      assertThat(network.step(new Batch(1, new float[] {1}, new float[] {0, 1}))).isEqualTo(0.5);
    }
  }

  @Test
  void featurePenaltyOfMiniBatchesAveragesToThatOfTheWholeSet() {
    MlpSpec model = SmallNetworks.mlp(Activation.RELU, false, 2, true);
    Penalties penalties = new Penalties(0, List.of(0.0, 0.0), 0.5, 0);
    TrainingSpec training = SmallNetworks.training(Loss.MSE, penalties, SmallNetworks.sgd(1e-300));
    Batch whole = SmallNetworks.batch(6, 5);
    try (Network network = TestedEngine.network(model, training)) {
      double mean = 0;
      for (int half = 0; half < 2; half++) {
        float[] x = java.util.Arrays.copyOfRange(whole.inputs(), half * 12, half * 12 + 12);
        float[] y = java.util.Arrays.copyOfRange(whole.targets(), half * 9, half * 9 + 9);
        mean += network.step(new Batch(3, x, y)) / 2;
      }
      assertThat(mean).isCloseTo(network.step(whole), within(1e-10));
    }
  }

  @Test
  void decoupledDecayShrinksWeightsByRateTimesCoefficientAndSparesBiases() {
    MlpSpec model = SmallNetworks.mlp(Activation.RELU, true, 2, false);
    double c = 0.25;
    TrainingSpec plain =
        SmallNetworks.training(Loss.CE, Penalties.none(2), SmallNetworks.sgd(RATE));
    TrainingSpec decayed =
        SmallNetworks.training(
            Loss.CE, new Penalties(0, List.of(0.0, 0.0), 0, c), SmallNetworks.sgd(RATE));
    Batch batch = SmallNetworks.batch(5, 11);
    try (Network a = TestedEngine.network(model, plain);
        Network b = TestedEngine.network(model, decayed)) {
      HandMlp start = HandMlp.copyOf(a, model, plain);
      a.step(batch);
      b.step(batch);
      HandMlp without = HandMlp.copyOf(a, model, plain);
      HandMlp with = HandMlp.copyOf(b, model, decayed);
      for (int l = 0; l < start.w.length; l++) {
        assertThat(Matrices.deviation(with.w[l], without.w[l], -RATE * c, start.w[l]))
            .isLessThan(1e-14);
        assertThat(with.b[l]).containsExactly(without.b[l], within(1e-15));
      }
    }
  }
}
