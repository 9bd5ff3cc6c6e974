package org.collapselab.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkStateTest {
  private static final int SIDE = 8;
  private static final MlpSpec MLP = SmallNetworks.mlp(Activation.RELU, true, 2, true);

  /** States are taken in the middle of the warm-up. */
  private static final Penalties PENALTIES =
      new Penalties(0.01, List.of(0.02, 0.03), 0.001, 0.01, new Warmup(1, 6));

  static Stream<TrainingSpec> specs() {
    LearningRate rate = new LearningRate.Cosine(0.05, 12, 0.1);
    return Stream.of(Optimizer.Kind.values())
        .map(k -> new Optimizer(k, k == Optimizer.Kind.SGD ? 0 : 0.9, rate))
        .flatMap(o -> Stream.of(Precision.values()).map(p -> spec(o, p, 7)));
  }

  private static TrainingSpec spec(Optimizer optimizer, Precision precision, long seed) {
    return new TrainingSpec(Loss.MSE, PENALTIES, optimizer, precision, 90, seed);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aPerceptronGoesOnToTheBit(TrainingSpec spec) {
    try (Network whole = TestedEngine.network(MLP, spec);
        Network resumed = TestedEngine.network(MLP, withSeed(spec, 8))) {
      train(whole, 0, 5, step -> SmallNetworks.batch(8, step));
      resumed.restore(whole.state());
      assertThat(resumed.steps()).isEqualTo(5);
      assertThat(resumed.learningRate()).isEqualTo(whole.learningRate());
      train(whole, 5, 10, step -> SmallNetworks.batch(8, step));
      train(resumed, 5, 10, step -> SmallNetworks.batch(8, step));
      assertThat(resumed.parameterHash()).isEqualTo(whole.parameterHash());
      assertThat(resumed.state().optimizer()).containsExactly(whole.state().optimizer());
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aResidualNetworkGoesOnToTheBitRunningStatisticsIncluded(TrainingSpec spec) {
    ResNetSpec model =
        SmallNetworks.withHead(
            SmallNetworks.withImages(ResNetSpec.cifar(20, Shortcut.PROJECTION, 3), 1, SIDE, SIDE),
            List.of(5));
    try (Network whole = TestedEngine.network(model, spec);
        Network resumed = TestedEngine.network(model, withSeed(spec, 8))) {
      train(whole, 0, 2, NetworkStateTest::images);
      resumed.restore(whole.state());
      train(whole, 2, 4, NetworkStateTest::images);
      train(resumed, 2, 4, NetworkStateTest::images);
      assertThat(resumed.parameterHash()).isEqualTo(whole.parameterHash());
      Batch batch = images(9);
      String logits = whole.logitsTap();
      assertThat(resumed.activations(batch.inputs(), 4, List.of(logits)).get(logits))
          .containsExactly(whole.activations(batch.inputs(), 4, List.of(logits)).get(logits));
    }
  }

  @Test
  void aStateKeepsWhatItWasWhenTrainingGoesOn() {
    try (Network network = TestedEngine.network(MLP, specs().findFirst().orElseThrow())) {
      NetworkState state = network.state();
      double[] before = state.parameters();
      train(network, 0, 3, step -> SmallNetworks.batch(8, step));
      assertThat(state.parameters()).containsExactly(before);
      assertThat(network.state().parameters()).isNotEqualTo(before);
    }
  }

  @Test
  void theStateOfAnotherArchitectureIsRefused() {
    TrainingSpec spec = specs().findFirst().orElseThrow();
    try (Network biased = TestedEngine.network(MLP, spec);
        Network bare =
            TestedEngine.network(SmallNetworks.mlp(Activation.RELU, false, 2, true), spec)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bare.restore(biased.state()))
          .withMessageContaining("another network")
          .withMessageContaining("fc1_b");
    }
  }

  @Test
  void theStateOfAnotherOptimizerIsRefused() {
    TrainingSpec sgd = spec(SmallNetworks.sgd(0.1), Precision.FLOAT, 1);
    TrainingSpec momentum =
        spec(
            new Optimizer(Optimizer.Kind.HEAVY_BALL, 0.9, new LearningRate.Constant(0.1)),
            Precision.FLOAT,
            1);
    try (Network plain = TestedEngine.network(MLP, sgd);
        Network heavy = TestedEngine.network(MLP, momentum)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> heavy.restore(plain.state()))
          .withMessageContaining("another optimizer");
    }
  }

  private static TrainingSpec withSeed(TrainingSpec spec, long seed) {
    return spec(spec.optimizer(), spec.precision(), seed);
  }

  private static void train(
      Network network, int from, int to, java.util.function.IntFunction<Batch> batches) {
    for (int step = from; step < to; step++) {
      network.step(batches.apply(step));
    }
  }

  private static Batch images(int seed) {
    Random random = new Random(seed);
    float[] x = new float[4 * SIDE * SIDE];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    float[] y = new float[4 * 3];
    for (int i = 0; i < 4; i++) {
      y[i * 3 + random.nextInt(3)] = 1;
    }
    return new Batch(4, x, y);
  }
}
