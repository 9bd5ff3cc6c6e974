package org.collapselab.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.collapselab.models.FeatureModel;
import org.collapselab.models.Networks;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Models that were not made here. */
class ImportedGraphTest {
  private static final int ROWS = 3;

  @TempDir Path dir;

  private static float[] inputs(int dim) {
    Random random = new Random(5);
    float[] x = new float[ROWS * dim];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  /** The engine's own pass returns max(0, z) for both, since the second layer works in place. */
  @Test
  void whatALayerPutsOutIsReadBeforeTheNextOverwritesIt() throws IOException {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(
                    new DenseLayer.Builder().nIn(4).nOut(6).activation(Activation.IDENTITY).build())
                .layer(new ActivationLayer(Activation.RELU))
                .layer(
                    new OutputLayer.Builder().nIn(6).nOut(2).activation(Activation.SOFTMAX).build())
                .build());
    net.init();
    Path file = dir.resolve("mlp.zip");
    net.save(file.toFile());
    float[] x = inputs(4);
    try (FeatureModel model = Networks.open(file, 4, 1, 1)) {
      assertThat(model.taps()).containsExactly("0:post", "1:post", "2:post");
      assertThat(model.logitsTap()).isEqualTo("2:post");
      assertThat(model.tapDimension("0:post")).isEqualTo(6);
      Map<String, double[]> taps =
          model.activations(x, ROWS, List.of("1:post", "0:post", "2:post"));
      double[] linear = linear(net, x);
      assertThat(taps.get("0:post")).containsExactly(linear, Offset.offset(1e-6));
      for (int i = 0; i < linear.length; i++) {
        assertThat(taps.get("1:post")[i]).isEqualTo(Math.max(0, taps.get("0:post")[i]));
      }
      INDArray output = net.output(Nd4j.create(x, new long[] {ROWS, 4}, 'c'));
      assertThat(taps.get("2:post")).containsExactly(output.dup('c').data().asDouble());
    }
  }

  private static double[] linear(MultiLayerNetwork net, float[] x) {
    INDArray w = net.getParam("0_W");
    double[] z = new double[ROWS * 6];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < 6; j++) {
        for (int k = 0; k < 4; k++) {
          z[i * 6 + j] += x[i * 4 + k] * w.getDouble(k, j);
        }
      }
    }
    return z;
  }

  @Test
  void convolutionsGetImages() throws IOException {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3).nOut(5).activation(Activation.RELU).build())
                .layer(new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.convolutional(6, 7, 2))
                .build());
    net.init();
    Path file = dir.resolve("cnn.zip");
    net.save(file.toFile());
    float[] x = inputs(2 * 6 * 7);
    try (FeatureModel model = Networks.open(file, 2, 6, 7)) {
      assertThat(model.tapDimension("0:post")).isEqualTo(5 * 4 * 5);
      INDArray output = net.output(Nd4j.create(x, new long[] {ROWS, 2, 6, 7}, 'c'));
      assertThat(model.activations(x, ROWS, List.of("1:post")).get("1:post"))
          .containsExactly(output.dup('c').data().asDouble(), Offset.offset(1e-6));
    }
  }

  @Test
  void graphsAreReadAsTheyAre() throws IOException {
    ComputationGraph net =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("h 1", new DenseLayer.Builder().nIn(4).nOut(3).build(), "in")
                .addLayer("out", new OutputLayer.Builder().nIn(3).nOut(2).build(), "h 1")
                .setOutputs("out")
                .build());
    net.init();
    Path file = dir.resolve("graph.zip");
    net.save(file.toFile());
    float[] x = inputs(4);
    try (FeatureModel model = Networks.open(file, 1, 2, 2)) {
      assertThat(model.taps()).containsExactly("h_1:post", "out:post");
      INDArray expected =
          net.feedForward(Nd4j.create(x, new long[] {ROWS, 4}, 'c'), false).get("h 1");
      assertThat(model.activations(x, ROWS, List.of("h_1:post")).get("h_1:post"))
          .containsExactly(expected.dup('c').data().asDouble());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.tapDimension("fc1:post"))
          .withMessageContaining("fc1:post")
          .withMessageContaining("h_1:post");
    }
  }

  @Test
  void whatIsNoModelIsRefusedByName() throws IOException {
    Path file = Files.writeString(dir.resolve("notes.zip"), "no zip");
    assertThatThrownBy(() -> Networks.open(file, 1, 2, 2))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("is not a model of Deeplearning4j");
  }
}
