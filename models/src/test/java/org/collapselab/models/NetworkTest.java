package org.collapselab.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTest {
  private static final MlpSpec MODEL = SmallNetworks.mlp(Activation.RELU, true, 2, true);
  private static final TrainingSpec TRAINING =
      SmallNetworks.training(
          Loss.MSE,
          new Penalties(0.01, List.of(0.02, 0.03), 0.001, 0),
          new Optimizer(Optimizer.Kind.HEAVY_BALL, 0.9, new LearningRate.Cosine(0.05, 50, 0)));

  @Test
  void tapsAreListedFromInputToOutput() {
    try (Network network = TestedEngine.network(MODEL, TRAINING)) {
      assertThat(network.taps())
          .containsExactly("fc1:pre", "fc1:post", "fc2:pre", "fc3:pre", "fc3:post", "fc4:pre");
      assertThat(network.headInputTap()).isEqualTo("fc2:pre");
      assertThat(network.logitsTap()).isEqualTo("fc4:pre");
      assertThat(network.tapDimension("fc3:post")).isEqualTo(4);
    }
  }

  /** The engine's own activation layer would return post-activations at the pre taps. */
  @OnEveryDevice
  @ParameterizedTest
  @EnumSource(Precision.class)
  void preAndPostActivationsAreSeparate(Precision precision) {
    TrainingSpec training = withPrecision(precision);
    double tolerance = precision == Precision.DOUBLE ? 1e-13 : 1e-5;
    Batch batch = SmallNetworks.batch(50, 2);
    try (Network network = TestedEngine.network(MODEL, training)) {
      HandMlp hand = HandMlp.copyOf(network, MODEL, training);
      Map<String, double[]> taps =
          network.activations(batch.inputs(), batch.rows(), network.taps());
      for (int row = 0; row < batch.rows(); row++) {
        double[] x = SmallNetworks.sample(batch, row);
        assertRow(taps.get("fc1:pre"), row, hand.pre(0, x), tolerance);
        assertRow(taps.get("fc1:post"), row, hand.post(0, x), tolerance);
        assertRow(taps.get("fc2:pre"), row, hand.pre(1, x), tolerance);
        assertRow(taps.get("fc3:pre"), row, hand.pre(2, x), tolerance);
        assertRow(taps.get("fc3:post"), row, hand.post(2, x), tolerance);
        assertRow(taps.get("fc4:pre"), row, hand.pre(3, x), tolerance);
      }
      assertThat(java.util.Arrays.stream(taps.get("fc1:pre")).min().orElseThrow()).isNegative();
    }
  }

  private static TrainingSpec withPrecision(Precision precision) {
    return new TrainingSpec(
        TRAINING.loss(),
        TRAINING.penalties(),
        TRAINING.optimizer(),
        precision,
        TRAINING.trainingSamples(),
        TRAINING.seed());
  }

  private static void assertRow(double[] values, int row, double[] expected, double tolerance) {
    double[] actual = new double[expected.length];
    System.arraycopy(values, row * expected.length, actual, 0, expected.length);
    assertThat(actual).containsExactly(expected, within(tolerance));
  }

  @Test
  void readingActivationsLeavesTrainingUntouched() {
    try (Network watched = TestedEngine.network(MODEL, TRAINING);
        Network alone = TestedEngine.network(MODEL, TRAINING)) {
      for (int step = 0; step < 10; step++) {
        Batch batch = SmallNetworks.batch(8, step);
        watched.activations(batch.inputs(), batch.rows(), watched.taps());
        watched.step(batch);
        alone.step(batch);
      }
      assertThat(watched.parameterHash()).isEqualTo(alone.parameterHash());
    }
  }

  @OnEveryDevice
  @Test
  void seedDeterminesTheInitialWeights() {
    TrainingSpec other =
        new TrainingSpec(
            TRAINING.loss(),
            TRAINING.penalties(),
            TRAINING.optimizer(),
            TRAINING.precision(),
            TRAINING.trainingSamples(),
            TRAINING.seed() + 1);
    try (Network a = TestedEngine.network(MODEL, TRAINING);
        Network b = TestedEngine.network(MODEL, TRAINING);
        Network c = TestedEngine.network(MODEL, other)) {
      assertThat(a.parameterHash()).isEqualTo(b.parameterHash()).isNotEqualTo(c.parameterHash());
    }
  }

  @Test
  void initialWeightsHaveTheHeVariance() {
    MlpSpec wide = new MlpSpec(50, List.of(400), 3, Activation.RELU, true, true, 1, false, 0.5);
    try (Network network =
        TestedEngine.network(
            wide, SmallNetworks.training(Loss.MSE, Penalties.none(1), SmallNetworks.sgd(0.1)))) {
      double[] w = network.weights("fc1").getData();
      double variance = java.util.Arrays.stream(w).map(v -> v * v).average().orElseThrow();
      assertThat(variance).isCloseTo(0.25 * 2 / 50, within(0.02 * 0.01));
      assertThat(network.biases("fc1")).containsOnly(0.0);
    }
  }

  @Test
  void unknownTapIsRefusedByName() {
    try (Network network = TestedEngine.network(MODEL, TRAINING)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.tapDimension("fc9:post"))
          .withMessageContaining("fc9:post")
          .withMessageContaining("fc1:pre");
    }
  }
}
