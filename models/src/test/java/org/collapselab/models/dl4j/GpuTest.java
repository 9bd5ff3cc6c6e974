package org.collapselab.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.collapselab.models.Batch;
import org.collapselab.models.EngineInfo;
import org.collapselab.models.LearningRate;
import org.collapselab.models.Network;
import org.collapselab.models.Optimizer;
import org.collapselab.models.Penalties;
import org.collapselab.models.Precision;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.Shortcut;
import org.collapselab.models.TrainingSpec;
import org.collapselab.theory.Loss;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * That a GPU is there, and computes what the host does: {@code mvn verify -Pcuda -Dgroups=gpu}.
 * {@code -Dcollapse.gpu.tests.on=cpu} runs the same tests on the CPU, to test them.
 */
@Tag("gpu")
class GpuTest {
  private static final String WANTED = System.getProperty("collapse.gpu.tests.on", "cuda");

  @BeforeAll
  static void requireTheDevice() {
    EngineInfo engine = new Dl4jEngine().describe();
    assertThat(engine.backend())
        .as(
            "The backend. The tests of group gpu need a build with -Pcuda and a GPU of compute"
                + " capability 5.0 to 8.9; './collapse doctor --device cuda' says what is missing."
                + " -Dcollapse.gpu.tests.on=cpu tests them on the CPU")
        .isEqualToIgnoringCase(WANTED);
  }

  /** Against sums in FP64, whose error is far below that of the product. */
  @ParameterizedTest
  @CsvSource({
    "FLOAT, 1, 1, 1, false, false",
    "FLOAT, 7, 5, 3, true, false",
    "FLOAT, 129, 65, 257, false, true",
    "DOUBLE, 129, 65, 257, true, true",
    "DOUBLE, 64, 64, 64, false, false"
  })
  void productsAreThoseOfPlainLoops(
      DataType type, int rows, int inner, int columns, boolean transposeA, boolean transposeB) {
    Random random = new Random(rows);
    double[][] a = matrix(random, rows, inner);
    double[][] b = matrix(random, inner, columns);
    try (INDArray x = array(transposeA ? transposed(a) : a, type);
        INDArray y = array(transposeB ? transposed(b) : b, type);
        INDArray z = Nd4j.createUninitialized(type, new long[] {rows, columns}, 'f')) {
      Nd4j.gemm(x, y, z, transposeA, transposeB, 1, 0);
      double[] product = HostCopy.rowMajor(z);
      double unit = type == DataType.FLOAT ? Math.ulp(1f) : Math.ulp(1.0);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          double sum = 0;
          double bound = 0;
          for (int k = 0; k < inner; k++) {
            sum += a[i][k] * b[k][j];
            bound += Math.abs(a[i][k] * b[k][j]);
          }
          assertThat(Math.abs(product[i * columns + j] - sum))
              .isLessThanOrEqualTo((inner + 2) * unit * bound);
        }
      }
    }
  }

  /** Rounded to FP32, so that both precisions multiply the same numbers. */
  private static double[][] matrix(Random random, int rows, int columns) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    return values;
  }

  private static double[][] transposed(double[][] a) {
    double[][] turned = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < turned.length; j++) {
        turned[j][i] = a[i][j];
      }
    }
    return turned;
  }

  private static INDArray array(double[][] values, DataType type) {
    try (INDArray doubles = Nd4j.createFromArray(values)) {
      return type == DataType.DOUBLE ? doubles.dup() : doubles.castTo(type);
    }
  }

  /** Fails where sums are gathered by atomics, in an order that differs from run to run. */
  @Test
  void theSameSeedTrainsTheSameNetworkOnOneDevice() {
    assertThat(hashAfterTraining()).isEqualTo(hashAfterTraining());
  }

  private static String hashAfterTraining() {
    ResNetSpec model =
        new ResNetSpec(
            3, 16, 16, List.of(16, 32), 1, Shortcut.PROJECTION, List.of(20), 10, true, 1);
    TrainingSpec training =
        new TrainingSpec(
            Loss.CE,
            new Penalties(0.001, List.of(0.002, 0.003), 0.0004, 0),
            new Optimizer(Optimizer.Kind.HEAVY_BALL, 0.9, new LearningRate.Constant(0.05)),
            Precision.FLOAT,
            640,
            7);
    try (Network network = new Dl4jEngine().network(model, training)) {
      for (int step = 0; step < 5; step++) {
        network.step(batch(step));
      }
      return network.parameterHash();
    }
  }

  private static Batch batch(long seed) {
    Random random = new Random(seed);
    float[] x = new float[64 * 3 * 16 * 16];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    float[] y = new float[64 * 10];
    for (int i = 0; i < 64; i++) {
      y[i * 10 + random.nextInt(10)] = 1;
    }
    return new Batch(64, x, y);
  }
}
