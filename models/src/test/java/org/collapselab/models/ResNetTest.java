package org.collapselab.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.collapselab.theory.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Residual networks against the same written out by hand. */
class ResNetTest {
  private static final double RATE = 0.1;
  private static final Penalties PENALTIES = new Penalties(0.03, List.of(0.05, 0.02), 0.004, 0);

  static ResNetSpec tiny(Shortcut shortcut) {
    return new ResNetSpec(2, 6, 5, List.of(3, 4), 1, shortcut, List.of(5), 3, true, 1.0);
  }

  static TrainingSpec training(Loss loss, Penalties penalties, Precision precision) {
    return new TrainingSpec(loss, penalties, SmallNetworks.sgd(RATE), precision, 90, 7);
  }

  static Batch batch(int rows, long seed) {
    Random random = new Random(seed);
    float[] x = new float[rows * 2 * 6 * 5];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    float[] y = new float[rows * 3];
    for (int i = 0; i < rows; i++) {
      y[i * 3 + random.nextInt(3)] = 1;
    }
    return new Batch(rows, x, y);
  }

  @OnEveryDevice
  @ParameterizedTest
  @CsvSource({"MSE, PROJECTION", "CE, IDENTITY"})
  void stepReportsTheObjectiveAndDescendsItsGradient(Loss loss, Shortcut shortcut) {
    ResNetSpec model = tiny(shortcut);
    TrainingSpec training = training(loss, PENALTIES, Precision.DOUBLE);
    Batch batch = batch(4, 3);
    try (Network network = TestedEngine.network(model, training)) {
      network.step(batch(4, 2)); // so that γ, β and the running statistics differ from their start
      HandResNet hand = new HandResNet(model, training, NamedParameters.of(network));

      assertThat(network.step(batch)).isCloseTo(hand.objective(batch), within(1e-12));

      Map<String, double[]> after = NamedParameters.of(network);
      for (String name : after.keySet()) {
        double[] before = hand.parameters.get(name);
        if (!name.endsWith("_mean") && !name.endsWith("_var")) {
          double[] gradient = hand.gradient(name, batch);
          assertThat(Matrices.deviation(after.get(name), before, -RATE, gradient))
              .as(name)
              .isLessThan(1e-8);
        }
      }
    }
  }

  /** The running variance takes the unbiased estimate, as in Ioffe and Szegedy 2015. */
  @OnEveryDevice
  @ParameterizedTest
  @EnumSource(Precision.class)
  void runningStatisticsMoveATenthOfTheWayToTheBatch(Precision precision) {
    ResNetSpec model = tiny(Shortcut.PROJECTION);
    TrainingSpec training = training(Loss.MSE, Penalties.none(2), precision);
    Batch batch = batch(4, 5);
    try (Network network = TestedEngine.network(model, training)) {
      HandResNet hand = new HandResNet(model, training, NamedParameters.of(network));
      hand.forward(batch, false);
      network.step(batch);
      Map<String, double[]> after = NamedParameters.of(network);
      for (String bn : hand.batchMeans.keySet()) {
        int values = bn.startsWith("s2") ? 4 * 3 * 3 : 4 * 6 * 5;
        for (int c = 0; c < hand.batchMeans.get(bn).length; c++) {
          double unbiased = hand.batchVariances.get(bn)[c] * values / (values - 1);
          assertThat(after.get(bn + "_mean")[c])
              .isCloseTo(0.1 * hand.batchMeans.get(bn)[c], within(1e-7));
          assertThat(after.get(bn + "_var")[c]).isCloseTo(0.9 + 0.1 * unbiased, within(5e-7));
        }
      }
    }
  }

  @OnEveryDevice
  @ParameterizedTest
  @CsvSource({"DOUBLE, PROJECTION", "FLOAT, PROJECTION", "FLOAT, IDENTITY"})
  void everyTapHoldsWhatItsNameSays(Precision precision, Shortcut shortcut) {
    ResNetSpec model = tiny(shortcut);
    TrainingSpec training = training(Loss.CE, Penalties.none(2), precision);
    Batch batch = batch(3, 4);
    try (Network network = TestedEngine.network(model, training)) {
      for (int step = 0; step < 5; step++) {
        network.step(batch(4, step));
      }
      HandResNet hand = new HandResNet(model, training, NamedParameters.of(network));
      hand.forward(batch, true);

      Map<String, double[]> taps = network.activations(batch.inputs(), 3, network.taps());

      assertThat(taps.keySet()).containsExactlyElementsOf(network.taps());
      assertThat(hand.taps.keySet()).containsExactlyInAnyOrderElementsOf(network.taps());
      double tolerance = precision == Precision.DOUBLE ? 1e-13 : 1e-6;
      for (String tap : network.taps()) {
        double[] expected = flat(hand.taps.get(tap));
        assertThat(taps.get(tap)).as(tap).hasSize(3 * network.tapDimension(tap));
        assertThat(Matrices.deviation(taps.get(tap), expected, 0, expected) / norm(expected))
            .as(tap)
            .isLessThan(tolerance);
      }
    }
  }

  private static double[] flat(double[][] rows) {
    return java.util.Arrays.stream(rows).flatMapToDouble(java.util.Arrays::stream).toArray();
  }

  /** The largest magnitude. */
  private static double norm(double[] values) {
    return java.util.Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  @Test
  void weightsOfConvolutionsActOnFlattenedPatches() {
    ResNetSpec model = tiny(Shortcut.PROJECTION);
    TrainingSpec training = training(Loss.CE, Penalties.none(2), Precision.DOUBLE);
    try (Network network = TestedEngine.network(model, training)) {
      var w = network.weights("s2b1.conv1");
      assertThat(w.numRows).isEqualTo(4);
      assertThat(w.numCols).isEqualTo(3 * 3 * 3);
      assertThat(w.data).containsExactly(NamedParameters.of(network).get("s2b1.conv1_W"));
      assertThat(network.biases("s2b1.conv1")).isEmpty();
    }
  }

  @Test
  void theSameSeedTrainsTheSameNetworkAndReadingTapsChangesNothing() {
    ResNetSpec model = tiny(Shortcut.IDENTITY);
    TrainingSpec training = training(Loss.CE, PENALTIES, Precision.FLOAT);
    try (Network watched = TestedEngine.network(model, training);
        Network alone = TestedEngine.network(model, training)) {
      assertThat(watched.parameterHash()).isEqualTo(alone.parameterHash());
      for (int step = 0; step < 5; step++) {
        Batch batch = batch(4, step);
        watched.activations(batch.inputs(), 4, watched.taps());
        watched.step(batch);
        alone.step(batch);
      }
      assertThat(watched.parameterHash()).isEqualTo(alone.parameterHash());
    }
  }

  @Test
  void decoupledDecaySparesBatchNorm() {
    ResNetSpec model = tiny(Shortcut.PROJECTION);
    Penalties decay = new Penalties(0, List.of(0.0, 0.0), 0, 0.25);
    Batch batch = batch(4, 1);
    try (Network plain =
            TestedEngine.network(model, training(Loss.CE, Penalties.none(2), Precision.DOUBLE));
        Network decayed = TestedEngine.network(model, training(Loss.CE, decay, Precision.DOUBLE))) {
      Map<String, double[]> start = NamedParameters.of(plain);
      plain.step(batch);
      decayed.step(batch);
      Map<String, double[]> without = NamedParameters.of(plain);
      NamedParameters.of(decayed)
          .forEach(
              (name, with) ->
                  assertThat(
                          Matrices.deviation(
                              with,
                              without.get(name),
                              name.endsWith("_W") ? -RATE * 0.25 : 0,
                              start.get(name)))
                      .as(name)
                      .isLessThan(1e-14));
    }
  }

  /** Fifty passes have 1.6 GB of activations; the Java heap hardly grows, so nothing collects. */
  @Test
  void readingTapsLeavesNoNativeMemoryBehind() {
    ResNetSpec model =
        new ResNetSpec(3, 32, 32, List.of(8), 2, Shortcut.IDENTITY, List.of(), 3, false, 1);
    TrainingSpec training = training(Loss.CE, Penalties.none(1), Precision.FLOAT);
    float[] images = new float[64 * 3 * 32 * 32];
    try (Network network = TestedEngine.network(model, training)) {
      long before = 0;
      for (int pass = 0; pass < 50; pass++) {
        network.activations(images, 64, List.of("s1b2.add.pooled:post", "fc1:pre"));
        before = pass == 4 ? Pointer.physicalBytes() : before;
      }
      assertThat((Pointer.physicalBytes() - before) / 1e6).isLessThan(150);
    }
  }
}
