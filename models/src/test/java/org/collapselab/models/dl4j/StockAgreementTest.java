package org.collapselab.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.collapselab.models.LearningRate;
import org.collapselab.models.Optimizer;
import org.collapselab.models.Penalties;
import org.collapselab.models.Precision;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.Shortcut;
import org.collapselab.models.TrainingSpec;
import org.collapselab.theory.Loss;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * FP32 on oneDNN against FP64 on the engine's own layers, which use im2col and matrix products. The
 * widths make both algorithms of the backward pass run.
 */
class StockAgreementTest {
  private static final double TOLERANCE = 1e-5;
  private static final int ROWS = 8;
  private static final ResNetSpec MODEL =
      new ResNetSpec(3, 16, 16, List.of(16, 32), 1, Shortcut.PROJECTION, List.of(), 10, false, 1);

  private ComputationGraph fast;
  private ComputationGraph stock;
  private INDArray images;
  private INDArray labels;

  @BeforeEach
  void build() {
    TrainingSpec training =
        new TrainingSpec(
            Loss.CE,
            Penalties.none(1),
            new Optimizer(Optimizer.Kind.SGD, 0, new LearningRate.Constant(0.1)),
            Precision.FLOAT,
            100,
            3);
    fast = ResNetGraph.build(MODEL, training);
    stock = StockResNet.copyOf(fast, MODEL, DataType.DOUBLE);
    Nd4j.getRandom().setSeed(1);
    images = Nd4j.randn(DataType.FLOAT, ROWS, 3, 16, 16);
    labels = Nd4j.zeros(DataType.FLOAT, ROWS, 10);
    for (int i = 0; i < ROWS; i++) {
      labels.putScalar(i, i, 1);
    }
  }

  @AfterEach
  void close() {
    fast.close();
    stock.close();
  }

  private INDArray channelsLast() {
    return images.permute(0, 2, 3, 1).dup('c');
  }

  @Test
  void gradientsAgree() {
    differentiate(fast, channelsLast(), labels);
    differentiate(stock, images.castTo(DataType.DOUBLE), labels.castTo(DataType.DOUBLE));

    assertThat(Math.abs(fast.score() / stock.score() - 1)).isLessThan(TOLERANCE);
    Map<String, INDArray> expected = stock.gradient().gradientForVariable();
    Map<String, INDArray> gradients = fast.gradient().gradientForVariable();
    assertThat(gradients.keySet()).isEqualTo(expected.keySet());
    for (String name : gradients.keySet()) {
      if (!name.endsWith("_var")) { // the stock layer takes the biased estimate
        assertThat(distance(gradients.get(name), expected.get(name)))
            .as(name)
            .isLessThan(TOLERANCE);
      }
    }
  }

  private static void differentiate(ComputationGraph network, INDArray x, INDArray y) {
    network.setInputs(x);
    network.setLabels(y);
    network.computeGradientAndScore();
  }

  @Test
  void activationsOfTrainingAgree() {
    compare(
        fast.feedForward(channelsLast(), true),
        stock.feedForward(images.castTo(DataType.DOUBLE), true));
  }

  /** In inference the stock layers overwrite what enters a ReLU, so that only the rest compares. */
  @Test
  void activationsOfInferenceAgree() {
    Map<String, INDArray> expected = stock.feedForward(images.castTo(DataType.DOUBLE), false);
    expected.keySet().removeIf(vertex -> vertex.endsWith("bn1") || vertex.endsWith(".add"));
    expected.remove("stem.bn");
    compare(fast.feedForward(channelsLast(), false), expected);
  }

  private static void compare(Map<String, INDArray> activations, Map<String, INDArray> expected) {
    assertThat(activations.keySet()).containsAll(expected.keySet());
    assertThat(expected).containsKeys("s2b1.conv2", "s2b1.bn2", "s2b1.shortcut.bn", "pool", "fc1");
    expected.forEach(
        (vertex, stock) -> {
          INDArray own = activations.get(vertex);
          INDArray turned = own.rank() == 4 ? own.permute(0, 3, 1, 2) : own;
          assertThat(distance(turned, stock)).as(vertex).isLessThan(TOLERANCE);
        });
  }

  private static double distance(INDArray a, INDArray b) {
    INDArray expected = b.castTo(DataType.DOUBLE);
    double scale = expected.norm2Number().doubleValue();
    return a.castTo(DataType.DOUBLE).sub(expected).norm2Number().doubleValue() / scale;
  }
}
