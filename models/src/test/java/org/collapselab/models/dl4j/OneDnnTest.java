package org.collapselab.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.collapselab.models.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.linalg.factory.Nd4j;

class OneDnnTest {
  @AfterEach
  void turnOn() {
    Nd4jCpu.Environment.getInstance().setUseONEDNN(true);
  }

  @Test
  void theEngineSaysThatItIsThere() {
    assertThat(Engine.describe().oneDnn()).isTrue();
  }

  /** Other code sums in another order, so that the last bits differ and no more. */
  @Test
  void convolutionsAndTheirGradientsRunInIt() {
    Nd4j.getRandom().setSeed(1);
    INDArray x = Nd4j.randn(DataType.FLOAT, 4, 12, 12, 16);
    INDArray w = Nd4j.randn(DataType.FLOAT, 16, 16, 3, 3);
    INDArray epsilon = Nd4j.randn(DataType.FLOAT, 4, 12, 12, 16);

    INDArray[] withIt = convolve(x, w, epsilon);
    Nd4jCpu.Environment.getInstance().setUseONEDNN(false);
    INDArray[] without = convolve(x, w, epsilon);

    for (int i = 0; i < withIt.length; i++) {
      double gap = withIt[i].sub(without[i]).norm2Number().doubleValue();
      assertThat(gap / without[i].norm2Number().doubleValue()).isBetween(1e-9, 1e-5);
    }
  }

  /** Output, gradient in x, gradient in w. */
  private static INDArray[] convolve(INDArray x, INDArray w, INDArray epsilon) {
    INDArray[] results = {epsilon.ulike(), x.ulike(), w.ulike()};
    ConvolutionOps ops = new ConvolutionOps(3, 1);
    ops.forward(x, w, results[0]);
    ops.backward(x, w, epsilon, results[1], results[2]);
    return results;
  }
}
