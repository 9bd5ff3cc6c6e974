package org.collapselab.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

class OneDnnTest {

  @Test
  void theEngineSaysThatItIsThere() {
    assertThat(new Dl4jEngine().describe().oneDnn()).isTrue();
  }

  /** The same operation with oneDNN ruled out takes many times as long; best of ten each. */
  @Test
  void convolutionsRunInIt() {
    INDArray x = Nd4j.randn(DataType.FLOAT, 32, 32, 32, 16);
    INDArray w = Nd4j.randn(DataType.FLOAT, 16, 16, 3, 3);
    INDArray z = x.ulike();
    ConvolutionOps ops = new ConvolutionOps(3, 1);
    OpContext without = Nd4j.getExecutioner().buildContext();
    without.setIArguments(3, 3, 1, 1, 1, 1, 1, 1, 0, 1, 1);
    without.setInputArrays(x, w);
    without.setOutputArrays(z);
    without.allowHelpers(false);

    double fast = best(() -> ops.forward(x, w, z));
    double slow = best(() -> Nd4j.exec(DynamicCustomOp.builder("conv2d").build(), without));

    assertThat(slow / fast).isGreaterThan(2);
  }

  private static double best(Runnable work) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 10; i++) {
      long start = System.nanoTime();
      work.run();
      best = Math.min(best, (System.nanoTime() - start) / 1e6);
    }
    return best;
  }
}
