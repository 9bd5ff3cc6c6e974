package org.collapselab.hooks.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.collapselab.theory.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitAndBalanceTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 30, 700, 2000})
  void simplexLogitsHaveTheClosedFormCrossEntropy(double margin) {
    Fit fit = new Fit(4);
    fit.add(new int[] {2}, new double[] {5, 5, 5 + margin, 5}, 1);
    double expected = Math.log1p(3 * Math.exp(-margin));
    assertThat(fit.crossEntropy()).isCloseTo(expected, within(1e-15 + 1e-12 * expected));
  }

  @Test
  void aSurelyWrongOutputCostsItsMargin() {
    Fit fit = new Fit(2);
    fit.add(new int[] {0}, new double[] {0, 2000}, 1);
    assertThat(fit.crossEntropy()).isEqualTo(2000);
    assertThat(fit.accuracy()).isZero();
  }

  @Test
  void squaredErrorIsHalvedAndAveragedOverSamples() {
    Fit fit = new Fit(2);
    assertThat(fit.add(new int[] {0, 1}, new double[] {0.5, 0, 1, 0}, 2)).containsExactly(0, 0);
    assertThat(fit.meanSquaredError()).isCloseTo((0.25 + 2) / 4, within(1e-15));
    assertThat(fit.accuracy()).isEqualTo(0.5);
  }

  /** softmax(z) − y = (p, p, −3p, p) with p = 1/(3 + e^margin). */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 30, 300})
  void theGradientOfSimplexLogitsHasTheClosedForm(double margin) {
    Fit fit = new Fit(4);
    fit.add(new int[] {2}, new double[] {5, 5, 5 + margin, 5}, 1);
    double p = 1 / (3 + Math.exp(margin));
    assertThat(fit.outputGradient(Loss.CE) / (p * Math.sqrt(12))).isCloseTo(1, within(1e-12));
    double squares = 3 * 25 + (4 + margin) * (4 + margin);
    assertThat(fit.outputGradient(Loss.MSE)).isCloseTo(Math.sqrt(squares), within(1e-12 * squares));
  }

  @Test
  void aSurelyWrongOutputHasTheGradientOfTwoOnes() {
    Fit fit = new Fit(2);
    fit.add(new int[] {0, 1}, new double[] {0, 2000, 0, 2000}, 2);
    assertThat(fit.outputGradient(Loss.CE)).isCloseTo(1, within(1e-15));
  }

  @Test
  void outputsThatDivergedAreRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new Fit(2).add(new int[] {0}, new double[] {0, Double.NaN}, 1))
        .withMessageContaining("diverged");
  }

  @Test
  void balanceGapIsTheLargestOverTheSmallestEnergyLessOne() {
    assertThat(Balance.gap(2, 2, 2)).isZero();
    assertThat(Balance.gap(1, 3, 2)).isEqualTo(2);
    assertThat(Balance.gap(1, 0)).isInfinite();
    assertThat(Balance.gap(0, 0)).isNaN();
    assertThatIllegalArgumentException().isThrownBy(() -> Balance.gap(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(Balance::gap);
  }
}
