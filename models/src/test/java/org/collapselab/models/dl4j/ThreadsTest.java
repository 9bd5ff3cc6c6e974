package org.collapselab.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.collapselab.models.Architecture;
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
import org.collapselab.models.Warmup;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.collapselab.theory.parallel.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks large enough for their work to be cut into several pieces. */
class ThreadsTest {
  private static final int[] THREADS = {1, 2, 3, 4, 7};

  @AfterEach
  void reset() {
    System.clearProperty(HostView.NEUTRAL);
  }

  private static Architecture perceptron() {
    return new MlpSpec(
        300, List.of(400, 384, 256), 10, Activation.RELU, Activation.RELU, true, true, 2, false, 1);
  }

  /** Two stages of one block, the second with a projection. */
  private static Architecture residual() {
    return new ResNetSpec(
        3,
        16,
        16,
        List.of(16, 32),
        1,
        Shortcut.PROJECTION,
        List.of(16),
        Activation.RELU,
        10,
        true,
        1);
  }

  private static Network network(
      Architecture architecture, Precision precision, Optimizer.Kind kind, Workers workers) {
    boolean momentum = kind != Optimizer.Kind.SGD;
    TrainingSpec training =
        new TrainingSpec(
            Loss.CE,
            new Penalties(1e-3, List.of(2e-3, 1e-3), 1e-5, momentum ? 0 : 1e-4, new Warmup(1, 2)),
            new Optimizer(kind, momentum ? 0.9 : 0, new LearningRate.Constant(0.02)),
            precision,
            1000,
            3);
    return architecture instanceof ResNetSpec images
        ? new Dl4jEngine().network(images, training, workers)
        : new Dl4jEngine().network((MlpSpec) architecture, training, workers);
  }

  private static Batch batch(int rows, int inputs, long seed) {
    Random random = new Random(seed);
    float[] x = new float[rows * inputs];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    float[] y = new float[rows * 10];
    for (int i = 0; i < rows; i++) {
      y[i * 10 + random.nextInt(10)] = 1;
    }
    return new Batch(rows, x, y);
  }

  private static Architecture architecture(String name) {
    return name.equals("perceptron") ? perceptron() : residual();
  }

  private static int inputs(Architecture architecture) {
    return architecture instanceof ResNetSpec ? 3 * 16 * 16 : 300;
  }

  /** Objectives, parameters and activations after a few steps. */
  private static List<Object> trained(
      Architecture architecture,
      Precision precision,
      Optimizer.Kind kind,
      int rows,
      Workers workers) {
    int inputs = inputs(architecture);
    try (Network network = network(architecture, precision, kind, workers)) {
      double objectives = 0;
      for (int step = 0; step < 4; step++) {
        objectives += network.step(batch(rows, inputs, step));
      }
      Map<String, double[]> seen =
          network.activations(batch(40, inputs, 9).inputs(), 40, network.taps());
      int hash = seen.values().stream().mapToInt(java.util.Arrays::hashCode).sum();
      return List.of(network.parameterHash(), objectives, hash);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "perceptron, FLOAT,  HEAVY_BALL, 150",
    "perceptron, FLOAT,  SGD,        37",
    "perceptron, DOUBLE, NESTEROV,   150",
    "residual,   FLOAT,  NESTEROV,   150",
    "residual,   FLOAT,  HEAVY_BALL, 70",
    "residual,   DOUBLE, SGD,        70",
  })
  void everyNumberOfThreadsGivesTheSameBits(
      String name, Precision precision, Optimizer.Kind kind, int rows) {
    Set<List<Object>> results = new LinkedHashSet<>();
    for (int threads : THREADS) {
      try (Workers workers = Workers.of(threads)) {
        results.add(trained(architecture(name), precision, kind, rows, workers));
      }
    }
    assertThat(results).hasSize(1);
  }

  /** The engine's own operations, in FP64 and uncut, are the reference. */
  @ParameterizedTest
  @CsvSource({
    "perceptron, DOUBLE, HEAVY_BALL, 1e-11",
    "perceptron, FLOAT,  HEAVY_BALL, 2e-5",
    "perceptron, FLOAT,  NESTEROV,   2e-5",
    "perceptron, FLOAT,  SGD,        2e-5",
    "residual,   DOUBLE, HEAVY_BALL, 1e-9",
    "residual,   FLOAT,  HEAVY_BALL, 1e-3",
    "residual,   FLOAT,  SGD,        1e-3",
  })
  void piecesAddUpToTheWhole(
      String name, Precision precision, Optimizer.Kind kind, double tolerance) {
    Architecture architecture = architecture(name);
    Batch batch = batch(150, inputs(architecture), 1);
    try (Workers workers = Workers.of(3);
        Network cut = network(architecture, precision, kind, workers)) {
      double[] cutObjectives = {cut.step(batch), cut.step(batch), cut.step(batch)};
      double[] parameters = cut.state().parameters();
      System.setProperty(HostView.NEUTRAL, "true");
      try (Network whole = network(architecture, Precision.DOUBLE, kind, Workers.alone())) {
        for (double objective : cutObjectives) {
          assertThat(Math.abs(whole.step(batch) - objective) / objective).isLessThan(tolerance);
        }
        assertThat(distance(parameters, whole.state().parameters())).isLessThan(tolerance);
      }
    }
  }

  private static double distance(double[] a, double[] b) {
    double gap = 0;
    double norm = 0;
    for (int i = 0; i < a.length; i++) {
      gap += (a[i] - b[i]) * (a[i] - b[i]);
      norm += b[i] * b[i];
    }
    return Math.sqrt(gap / norm);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 16, 128, 64, 7",
    "1000, 16, 300, 64, 3",
    "90, 16, 128, 64, 1",
    "5, 1, 2, 3, 2"
  })
  void aCutCoversTheRangeInWholeGrains(int length, int grain, long least, int most, int count) {
    Pieces pieces = Pieces.of(length, grain, least, most);
    assertThat(pieces.count()).isEqualTo(count);
    assertThat(pieces.from(0)).isZero();
    assertThat(pieces.to(count - 1)).isEqualTo(length);
    for (int i = 0; i < count; i++) {
      assertThat(pieces.from(i) % grain).isZero();
      assertThat(pieces.length(i)).isPositive();
    }
  }
}
