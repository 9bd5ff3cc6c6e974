package org.collapselab.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CurvatureTest {
  private static long later() {
    return System.nanoTime() + 60_000_000_000L;
  }

  /** Of ½Σh_i x_i² + x_1⁴ at x_1 = 1: h_1 + 12, h_2, h_3. */
  @Test
  void largestEigenvalueOfAKnownHessian() {
    double[] h = {3, 40, -2};
    double found =
        Curvature.largest(
            x -> new double[] {h[0] * x[0] + 4 * x[0] * x[0] * x[0], h[1] * x[1], h[2] * x[2]},
            new double[] {1, 0.5, 2},
            1,
            later());
    assertThat(found).isCloseTo(40, within(0.4));
  }

  @Test
  void theLargestCountsAndNotTheSteepestDownwards() {
    double found =
        Curvature.largest(x -> new double[] {x[0], -9 * x[1]}, new double[] {1, 1}, 2, later());
    assertThat(found).isCloseTo(1, within(0.1));
  }

  @Test
  void aLinearFunctionHasNone() {
    assertThat(Curvature.largest(x -> new double[] {1, 2}, new double[] {5, 5}, 3, later()))
        .isZero();
  }

  @Test
  void gradientsThatAreNotFiniteGiveNoNumber() {
    double found =
        Curvature.largest(
            x -> new double[] {Double.POSITIVE_INFINITY}, new double[] {1}, 3, later());
    assertThat(found).isNaN();
  }
}
