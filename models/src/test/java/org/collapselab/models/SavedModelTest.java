package org.collapselab.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.collapselab.models.dl4j.Dl4jEngine;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Models saved by Deeplearning4j's engine, opened with Deeplearning4j alone. */
class SavedModelTest {
  private static final Engine ENGINE = new Dl4jEngine();

  @TempDir Path directory;

  static Stream<TrainingSpec> perceptrons() {
    Optimizer momentum =
        new Optimizer(Optimizer.Kind.HEAVY_BALL, 0.9, new LearningRate.Cosine(0.05, 50, 0));
    Penalties constant = new Penalties(0.01, List.of(0.02, 0.03), 0.001, 0);
    Penalties ramp = new Penalties(0.3, List.of(0.5, 0.2), 0.04, 0, new Warmup(1, 4));
    return Stream.of(
        SmallNetworks.training(Loss.MSE, constant, momentum),
        SmallNetworks.training(Loss.MSE, ramp, SmallNetworks.sgd(0.05)));
  }

  @ParameterizedTest
  @MethodSource("perceptrons")
  void aPerceptronGoesOnTheSame(TrainingSpec training) throws IOException {
    MlpSpec model = SmallNetworks.mlp(Activation.RELU, true, 2, true);
    Batch batch = SmallNetworks.batch(8, 4);
    Path file = directory.resolve("model.zip");
    try (Network network = ENGINE.network(model, training)) {
      network.step(batch);
      network.step(batch);
      network.save(file);
      network.step(batch);
      double[] expected =
          network.activations(batch.inputs(), batch.rows(), List.of("fc4:pre")).get("fc4:pre");

      ComputationGraph restored = ComputationGraph.load(file.toFile(), true);
      INDArray x = doubles(batch.inputs(), 4);
      restored.fit(new INDArray[] {x}, new INDArray[] {doubles(batch.targets(), 3)});
      assertThat(restored.feedForward(x, false).get("fc4").dup('c').data().asDouble())
          .containsExactly(expected);
    }
  }

  private static INDArray doubles(float[] values, int columns) {
    return Nd4j.create(values, new long[] {8, columns}, 'c').castTo(DataType.DOUBLE);
  }

  @Test
  void aResidualNetworkGoesOnTheSame() throws IOException {
    TrainingSpec training =
        ResNetTest.training(
            Loss.CE, new Penalties(0.03, List.of(0.05, 0.02), 0.004, 0), Precision.FLOAT);
    Batch batch = ResNetTest.batch(4, 4);
    Path file = directory.resolve("model.zip");
    try (Network network = ENGINE.network(ResNetTest.tiny(Shortcut.IDENTITY), training)) {
      network.step(batch);
      network.save(file);
      network.step(batch);

      ComputationGraph restored = ComputationGraph.load(file.toFile(), true);
      INDArray images = Nd4j.create(batch.inputs(), new long[] {4, 2, 6, 5}, 'c');
      INDArray[] x = {images.permute(0, 2, 3, 1).dup('c')};
      restored.fit(x, new INDArray[] {Nd4j.create(batch.targets(), new long[] {4, 3}, 'c')});

      Map<String, double[]> expected = NamedParameters.of(network);
      restored
          .paramTable()
          .forEach(
              (name, values) ->
                  assertThat(values.dup('c').data().asDouble())
                      .as(name)
                      .containsExactly(expected.get(name)));
    }
  }
}
