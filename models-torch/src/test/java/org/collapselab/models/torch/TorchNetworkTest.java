package org.collapselab.models.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.collapselab.models.Architecture;
import org.collapselab.models.Batch;
import org.collapselab.models.Network;
import org.collapselab.models.NetworkState;
import org.collapselab.models.Optimizer;
import org.collapselab.models.Precision;
import org.collapselab.models.Shortcut;
import org.collapselab.models.TrainingSpec;
import org.collapselab.theory.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TorchNetworkTest {
  private static final TrainingSpec TRAINING = Cases.heavyBall(Precision.FLOAT);

  static Stream<Architecture> architectures() {
    return Stream.of(
        Cases.mlp(), Cases.resNet(Shortcut.PROJECTION), Cases.resNet(Shortcut.IDENTITY));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void equalSeedsGiveEqualNetworksToTheBit(Architecture architecture) {
    assertThat(hashAfter(architecture, 20)).isEqualTo(hashAfter(architecture, 20));
  }

  private static String hashAfter(Architecture architecture, int steps) {
    try (Network network = Cases.torch(architecture, TRAINING)) {
      Cases.train(network, architecture, 0, steps);
      return network.parameterHash();
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void aRestoredNetworkGoesOnToTheBit(Architecture architecture) {
    NetworkState state;
    try (Network network = Cases.torch(architecture, TRAINING)) {
      Cases.train(network, architecture, 0, 8);
      state = network.state();
    }
    try (Network resumed = Cases.torch(architecture, TRAINING)) {
      resumed.restore(state);
      assertThat(resumed.steps()).isEqualTo(8);
      Cases.train(resumed, architecture, 8, 20);
      assertThat(resumed.parameterHash()).isEqualTo(hashAfter(architecture, 20));
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void readingTapsLeavesTrainingAlone(Architecture architecture) {
    try (Network network = Cases.torch(architecture, TRAINING)) {
      Batch batch = Cases.batch(architecture, 99);
      for (int step = 0; step < 20; step++) {
        network.step(Cases.batch(architecture, step));
        network.activations(batch.inputs(), batch.rows(), network.taps());
      }
      assertThat(network.parameterHash()).isEqualTo(hashAfter(architecture, 20));
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void stepsAndReadingTapsLeaveNoNativeObjectBehind(Architecture architecture) {
    try (Network network = Cases.torch(architecture, TRAINING)) {
      work(network, architecture, 2);
      long before = Pointer.totalCount();
      work(network, architecture, 10);
      assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
  }

  @Test
  void aClosedNetworkLeavesNoNativeObjectBehind() {
    hashAfter(Cases.mlp(), 2);
    long before = Pointer.totalCount();
    hashAfter(Cases.mlp(), 2);
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
  }

  private static void work(Network network, Architecture architecture, int steps) {
    Batch batch = Cases.batch(architecture, 0);
    for (int step = 0; step < steps; step++) {
      network.step(batch);
      network.activations(batch.inputs(), batch.rows(), network.taps());
      network.restore(network.state());
    }
  }

  @Test
  void tapsComeInTheOrderAskedFor() {
    try (Network network = Cases.torch(Cases.mlp(), TRAINING)) {
      Batch batch = Cases.batch(Cases.mlp(), 0);
      Map<String, double[]> read =
          network.activations(batch.inputs(), batch.rows(), List.of("fc4:pre", "fc1:post"));
      assertThat(read.keySet()).containsExactly("fc4:pre", "fc1:post");
    }
  }

  /** As from a card. */
  @ParameterizedTest
  @MethodSource("architectures")
  void activationsCopiedTogetherAreThoseCopiedOneByOne(Architecture architecture) {
    try (TorchNetwork network = (TorchNetwork) Cases.torch(architecture, TRAINING)) {
      Batch batch = Cases.batch(architecture, 3);
      network.step(batch);
      List<String> wanted = network.taps();
      Map<String, double[]> together =
          network.read(batch.inputs(), batch.rows(), new TapReader(wanted, true));
      Map<String, double[]> single = network.activations(batch.inputs(), batch.rows(), wanted);
      assertThat(together.keySet()).containsExactlyElementsOf(wanted);
      wanted.forEach(tap -> assertThat(together.get(tap)).as(tap).isEqualTo(single.get(tap)));
    }
  }

  @Test
  void unknownTapsAreNamed() {
    try (Network network = Cases.torch(Cases.mlp(), TRAINING)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.activations(new float[5], 1, List.of("fc9:pre")))
          .withMessageContaining("fc9:pre");
    }
  }

  @Test
  void statesOfAnotherNetworkAreRefused() {
    TrainingSpec plain = Cases.training(Loss.MSE, Optimizer.Kind.SGD, Precision.FLOAT);
    try (Network network = Cases.torch(Cases.mlp(), TRAINING);
        Network other = Cases.torch(Cases.resNet(Shortcut.IDENTITY), TRAINING);
        Network withoutVelocities = Cases.torch(Cases.mlp(), plain)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.restore(other.state()))
          .withMessageContaining("another network");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.restore(withoutVelocities.state()))
          .withMessageContaining("another optimizer");
    }
  }
}
