package org.collapselab.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.collapselab.theory.Loss;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * That a GPU is there, and repeats its results: {@code mvn verify -Pcuda -Dgroups=gpu}, or {@code
 * -Ptorch-cuda}. {@code -Dcollapse.gpu.tests.on=cpu} runs the same tests on the CPU, to test them.
 */
@Tag("gpu")
class GpuTest {
  private static final String WANTED = System.getProperty("collapse.gpu.tests.on", "cuda");

  @BeforeAll
  static void requireTheDevice() {
    assertThat(TestedEngine.describe().backend())
        .as(
            "The backend. The tests of group gpu need a build with -Pcuda and a GPU of compute"
                + " capability 5.0 to 8.9, or one with -Ptorch-cuda and 5.0 to 9.0;"
                + " './collapse doctor --device cuda' says what is missing."
                + " -Dcollapse.gpu.tests.on=cpu tests them on the CPU")
        .isEqualToIgnoringCase(WANTED);
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
    try (Network network = TestedEngine.network(model, training)) {
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
