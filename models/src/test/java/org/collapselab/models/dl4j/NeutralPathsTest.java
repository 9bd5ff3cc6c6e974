package org.collapselab.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.collapselab.models.Batch;
import org.collapselab.models.LearningRate;
import org.collapselab.models.MlpSpec;
import org.collapselab.models.Network;
import org.collapselab.models.Optimizer;
import org.collapselab.models.Penalties;
import org.collapselab.models.Precision;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.Shortcut;
import org.collapselab.models.TrainingSpec;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a GPU computes by, run on the CPU: operations of the engine instead of loops over main
 * memory, and without oneDNN its generic convolution. Held against what the CPU computes by.
 */
class NeutralPathsTest {
  private static final double TOLERANCE = 1e-5;
  private static final int ROWS = 6;
  private static final int CLASSES = 3;
  private static final TrainingSpec TRAINING =
      new TrainingSpec(
          Loss.CE,
          new Penalties(0.01, List.of(0.02, 0.03), 0.004, 0),
          new Optimizer(Optimizer.Kind.NESTEROV, 0.9, new LearningRate.Constant(0.05)),
          Precision.FLOAT,
          60,
          7);

  @AfterEach
  void restore() {
    System.clearProperty(HostView.NEUTRAL);
    Nd4j.getEnvironment().allowHelpers(true);
  }

  private static <T> T neutrally(Supplier<T> work) {
    System.setProperty(HostView.NEUTRAL, "true");
    Nd4j.getEnvironment().allowHelpers(false);
    try {
      return work.get();
    } finally {
      System.clearProperty(HostView.NEUTRAL);
      Nd4j.getEnvironment().allowHelpers(true);
    }
  }

  @Test
  void theSwitchDecidesWhichArithmeticRuns() {
    assertThat(ChannelNorm.forType(DataType.FLOAT, 4)).isInstanceOf(HostNorm.class);
    assertThat(neutrally(() -> ChannelNorm.forType(DataType.FLOAT, 4)))
        .isInstanceOf(EngineNorm.class);
    assertThat(ChannelNorm.forType(DataType.DOUBLE, 4)).isInstanceOf(EngineNorm.class);
  }

  /** Everything that training and measuring give: objectives, activations and weights. */
  private record Trained(double[] objectives, Map<String, double[]> taps, List<double[]> weights) {
    static Trained of(Supplier<Network> build, int inputs) {
      try (Network network = build.get()) {
        double[] objectives = new double[4];
        for (int step = 0; step < objectives.length; step++) {
          objectives[step] = network.step(batch(inputs, step));
        }
        return new Trained(
            objectives,
            network.activations(batch(inputs, 9).inputs(), ROWS, network.taps()),
            network.layers().stream().map(l -> network.weights(l.name()).data).toList());
      }
    }
  }

  private static Batch batch(int inputs, long seed) {
    Random random = new Random(seed);
    float[] x = new float[ROWS * inputs];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    float[] y = new float[ROWS * CLASSES];
    for (int i = 0; i < ROWS; i++) {
      y[i * CLASSES + random.nextInt(CLASSES)] = 1;
    }
    return new Batch(ROWS, x, y);
  }

  private static void requireAgreement(Supplier<Network> build, int inputs) {
    Trained host = Trained.of(build, inputs);
    Trained neutral = neutrally(() -> Trained.of(build, inputs));
    assertThat(distance(neutral.objectives, host.objectives)).isLessThan(TOLERANCE);
    assertThat(neutral.taps.keySet()).isEqualTo(host.taps.keySet());
    host.taps.forEach(
        (tap, values) ->
            assertThat(distance(neutral.taps.get(tap), values)).as(tap).isLessThan(TOLERANCE));
    for (int l = 0; l < host.weights.size(); l++) {
      assertThat(distance(neutral.weights.get(l), host.weights.get(l)))
          .as("weights %d", l)
          .isLessThan(TOLERANCE);
    }
  }

  /** ‖a − b‖/‖b‖. */
  private static double distance(double[] a, double[] b) {
    assertThat(a).hasSameSizeAs(b);
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(squares / Arrays.stream(b).map(v -> v * v).sum());
  }

  @Test
  void perceptronsAgree() {
    MlpSpec model =
        new MlpSpec(40, List.of(30, 20), CLASSES, Activation.RELU, true, true, 2, false, 1);
    requireAgreement(() -> new Dl4jEngine().network(model, TRAINING), 40);
  }

  /** The widths take both ways that the gradient of a convolution has with oneDNN. */
  @ParameterizedTest
  @EnumSource(Shortcut.class)
  void residualNetworksAgree(Shortcut shortcut) {
    ResNetSpec model =
        new ResNetSpec(3, 8, 8, List.of(16, 32), 1, shortcut, List.of(10), CLASSES, true, 1);
    requireAgreement(() -> new Dl4jEngine().network(model, TRAINING), 3 * 8 * 8);
  }

  @ParameterizedTest
  @CsvSource({"4, 0", "7, 3", "64, -20"})
  void batchNormAgreesAlsoFarFromZero(int channels, double mean) {
    Nd4j.getRandom().setSeed(channels);
    try (INDArray x = Nd4j.randn(DataType.FLOAT, 5, 6, 7, channels).addi(mean);
        INDArray epsilon = Nd4j.randn(DataType.FLOAT, 5, 6, 7, channels)) {
      double[] gamma = new Random(1).doubles(channels, 0.5, 2).toArray();
      double[] beta = new Random(2).doubles(channels, -1, 1).toArray();
      Normalised host = Normalised.of(new HostNorm(channels), x, epsilon, gamma, beta);
      Normalised engine = neutrally(() -> Normalised.of(new EngineNorm(), x, epsilon, gamma, beta));
      assertThat(distance(engine.mean, host.mean)).isLessThan(TOLERANCE);
      assertThat(distance(engine.variance, host.variance)).isLessThan(TOLERANCE);
      assertThat(distance(engine.y, host.y)).isLessThan(TOLERANCE);
      assertThat(distance(engine.below, host.below)).isLessThan(TOLERANCE);
      assertThat(distance(engine.gradients.gamma(), host.gradients.gamma())).isLessThan(TOLERANCE);
      assertThat(distance(engine.gradients.beta(), host.gradients.beta())).isLessThan(TOLERANCE);
    }
  }

  private record Normalised(
      double[] mean,
      double[] variance,
      double[] y,
      double[] below,
      ChannelNorm.Gradients gradients) {
    static Normalised of(
        ChannelNorm norm, INDArray x, INDArray epsilon, double[] gamma, double[] beta) {
      try (INDArray y = Nd4j.createUninitialized(DataType.FLOAT, x.shape(), 'c');
          INDArray below = Nd4j.createUninitialized(DataType.FLOAT, x.shape(), 'c')) {
        norm.measure(x);
        norm.normalise(x, y, gamma, beta);
        ChannelNorm.Gradients gradients = norm.backward(x, epsilon, below, gamma);
        return new Normalised(
            norm.mean(),
            norm.variance(),
            HostCopy.rowMajor(y),
            HostCopy.rowMajor(below),
            gradients);
      }
    }
  }
}
