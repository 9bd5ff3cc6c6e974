package org.collapselab.models.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.collapselab.models.Architecture;
import org.collapselab.models.Batch;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.Network;
import org.collapselab.models.Optimizer;
import org.collapselab.models.Precision;
import org.collapselab.models.Shortcut;
import org.collapselab.models.TrainingSpec;
import org.collapselab.theory.Loss;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnginesAgreeTest {
  private static final int STEPS = 8;

  static Stream<Architecture> architectures() {
    return Stream.of(
        Cases.mlp(), Cases.resNet(Shortcut.PROJECTION), Cases.resNet(Shortcut.IDENTITY));
  }

  static Stream<Arguments> trainings() {
    return architectures()
        .flatMap(
            architecture ->
                Stream.of(Loss.values())
                    .flatMap(
                        loss ->
                            Stream.of(Optimizer.Kind.values())
                                .map(kind -> Arguments.of(architecture, loss, kind))));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void equalSeedsGiveEqualInitialNetworks(Architecture architecture) {
    TrainingSpec training = Cases.heavyBall(Precision.FLOAT);
    try (Network dl4j = Cases.dl4j(architecture, training);
        Network torch = Cases.torch(architecture, training)) {
      assertThat(torch.parameterHash()).isEqualTo(dl4j.parameterHash());
      assertThat(torch.state().layout()).isEqualTo(dl4j.state().layout());
    }
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void inFp64StepsAgreeToRounding(Architecture architecture, Loss loss, Optimizer.Kind kind) {
    compare(architecture, Cases.training(loss, kind, Precision.DOUBLE), 1e-11);
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void inFp32StepsAgreeToItsRounding(Architecture architecture) {
    compare(architecture, Cases.heavyBall(Precision.FLOAT), 1e-4);
  }

  private static void compare(Architecture architecture, TrainingSpec training, double tolerance) {
    try (Network dl4j = Cases.dl4j(architecture, training);
        Network torch = Cases.torch(architecture, training)) {
      for (int step = 0; step < STEPS; step++) {
        Batch batch = Cases.batch(architecture, step);
        double objective = dl4j.step(batch);
        assertThat(torch.step(batch)).isCloseTo(objective, within(tolerance * objective));
      }
      requireEqualWeights(dl4j, torch, tolerance);
      requireEqualActivations(dl4j, torch, Cases.batch(architecture, -1), tolerance);
      assertThat(torch.learningRate()).isEqualTo(dl4j.learningRate());
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void aRunBegunOnOneEngineGoesOnOnTheOther(Architecture architecture) {
    TrainingSpec training = Cases.heavyBall(Precision.DOUBLE);
    try (Network dl4j = Cases.dl4j(architecture, training);
        Network torch = Cases.torch(architecture, training);
        Network back = Cases.dl4j(architecture, training)) {
      Cases.train(dl4j, architecture, 0, 5);
      torch.restore(dl4j.state());
      assertThat(torch.parameterHash()).isEqualTo(dl4j.parameterHash());
      Cases.train(dl4j, architecture, 5, 10);
      Cases.train(torch, architecture, 5, 10);
      back.restore(torch.state());
      Cases.train(dl4j, architecture, 10, 15);
      Cases.train(back, architecture, 10, 15);
      requireEqualWeights(dl4j, back, 1e-11);
    }
  }

  private static void requireEqualWeights(Network expected, Network actual, double tolerance) {
    for (LayerInfo layer : expected.layers()) {
      DMatrixRMaj w = expected.weights(layer.name());
      requireClose(layer.name(), w.data, actual.weights(layer.name()).data, tolerance);
      requireClose(
          layer.name(), expected.biases(layer.name()), actual.biases(layer.name()), tolerance);
    }
  }

  private static void requireEqualActivations(
      Network expected, Network actual, Batch batch, double tolerance) {
    assertThat(actual.taps()).isEqualTo(expected.taps());
    Map<String, double[]> theirs =
        expected.activations(batch.inputs(), batch.rows(), expected.taps());
    Map<String, double[]> ours = actual.activations(batch.inputs(), batch.rows(), actual.taps());
    assertThat(ours.keySet()).containsExactlyElementsOf(actual.taps());
    for (String tap : actual.taps()) {
      assertThat(ours.get(tap)).hasSize(batch.rows() * actual.tapDimension(tap));
      requireClose(tap, theirs.get(tap), ours.get(tap), tolerance);
    }
  }

  /** ‖a − e‖ ≤ tolerance·‖e‖. */
  private static void requireClose(
      String what, double[] expected, double[] actual, double tolerance) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    double gap = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      gap += (expected[i] - actual[i]) * (expected[i] - actual[i]);
      norm += expected[i] * expected[i];
    }
    assertThat(Math.sqrt(gap)).as(what).isLessThanOrEqualTo(tolerance * Math.sqrt(norm));
  }
}
