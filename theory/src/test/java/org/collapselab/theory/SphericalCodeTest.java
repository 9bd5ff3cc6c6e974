package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SphericalCodeTest {

  /**
   * Upper bounds of the lowest losses known, 0.0776832 and 0.0353570, and below the named codes.
   */
  @ParameterizedTest
  @CsvSource({"10, 3, 0.002, 3, 0.0777392", "10, 4, 0.001, 3, 0.0353815"})
  void tenClassesAreBetterInThreeDimensionsThanAsOrthoplex(
      int classes, int depth, double lambda, int rank, double loss) {
    DufmProblem problem = Problems.linear(Loss.CE, classes, depth, lambda);
    Prediction code = Problems.predict(Structure.SPHERICAL_CODE, problem);
    assertThat(code.loss()).isLessThan(loss);
    assertThat(code.output().rank()).isEqualTo(rank);
    assertThat(code.loss()).isLessThan(Problems.predict(Structure.ORTHOPLEX, problem).loss());
  }

  @Test
  void theDescentFindsTheKgonAndTheOrthoplexWhereTheyAreBest() {
    DufmProblem five = Problems.linear(Loss.CE, 5, 4, 1e-3);
    assertThat(Problems.predict(Structure.SPHERICAL_CODE, five).loss())
        .isCloseTo(Problems.predict(Structure.KGON, five).loss(), within(1e-8));
    DufmProblem six = Problems.linear(Loss.CE, 6, 2, 2e-3);
    assertThat(Problems.predict(Structure.SPHERICAL_CODE, six).loss())
        .isCloseTo(Problems.predict(Structure.ORTHOPLEX, six).loss(), within(1e-8));
  }

  @Test
  void theFitAlongTheOrthoplexIsItsFormula() {
    DMatrixRMaj logits = MatrixOps.identity(6);
    for (int c = 0; c < 6; c++) {
      logits.set(c, c ^ 1, -1);
    }
    RayFit fit = RayFit.logits(logits);
    for (double t : new double[] {0, 0.5, 3}) {
      assertThat(fit.value(t))
          .isCloseTo(Math.log(1 + 4 * Math.exp(-t) + Math.exp(-2 * t)), within(1e-14));
      double slope = (fit.value(t + 1e-6) - fit.value(t - 1e-6)) / 2e-6;
      assertThat(fit.slope(t)).isCloseTo(slope, within(1e-8));
    }
  }
}
