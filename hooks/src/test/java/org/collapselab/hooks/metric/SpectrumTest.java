package org.collapselab.hooks.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectrumTest {
  @Test
  void ranksOfEqualSingularValuesCountThem() {
    Spectrum spectrum = Spectrum.ofValues(2, 2, 2, 0, 0);
    assertThat(spectrum.numericalRank(1e-2)).isEqualTo(3);
    assertThat(spectrum.stableRank()).isCloseTo(3, within(1e-15));
    assertThat(spectrum.effectiveRank()).isCloseTo(3, within(1e-14));
    assertThat(spectrum.schatten(0.5)).isCloseTo(3 * Math.sqrt(2), within(1e-14));
    assertThat(spectrum.nuclear()).isEqualTo(6);
    assertThat(spectrum.frobenius()).isCloseTo(Math.sqrt(12), within(1e-15));
    assertThat(spectrum.residual(2)).isCloseTo(Math.sqrt(1.0 / 3), within(1e-15));
  }

  @Test
  void numericalRankCountsStrictlyAboveTheTolerance() {
    Spectrum spectrum = Spectrum.ofValues(1, 0.5, 0.25);
    assertThat(spectrum.numericalRank(0.25)).isEqualTo(2);
    assertThat(spectrum.numericalRank(0.24)).isEqualTo(3);
  }

  @Test
  void roundoffDoesNotCountTowardsSmallSchattenPowers() {
    DMatrixRMaj rankTwo = new DMatrixRMaj(30, 30);
    CommonOps_DDRM.multTransB(TestMeans.gaussian(30, 2, 1), TestMeans.gaussian(30, 2, 2), rankTwo);
    Spectrum spectrum = Spectrum.of(rankTwo);
    double[] sigma = spectrum.values();
    double exact = Math.pow(sigma[0], 0.1) + Math.pow(sigma[1], 0.1);
    assertThat(spectrum.schatten(0.1)).isCloseTo(exact, within(1e-12));
    assertThat(spectrum.residual(2)).isLessThan(1e-14);
  }

  @Test
  void theZeroMatrixHasRankZero() {
    Spectrum zero = Spectrum.of(new DMatrixRMaj(3, 4));
    assertThat(zero.numericalRank(1e-2)).isZero();
    assertThat(zero.stableRank()).isZero();
    assertThat(zero.effectiveRank()).isZero();
    assertThat(zero.schatten(0.5)).isZero();
    assertThat(zero.residual(2)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 3", "3, 50", "40, 40", "120, 35", "33, 300"})
  void lapackAndEjmlAgree(int rows, int columns) {
    DMatrixRMaj matrix = TestMeans.gaussian(rows, columns, rows * 31L + columns);
    DMatrixRMaj before = matrix.copy();
    double[] lapack = SingularValues.lapack().of(matrix);
    double[] ejml = SingularValues.ejml().of(matrix);
    double[] standard = SingularValues.standard().of(matrix);
    assertThat(lapack)
        .hasSize(Math.min(rows, columns))
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(ejml).containsExactly(lapack, within(1e-12 * lapack[0]));
    assertThat(standard).containsExactly(lapack, within(1e-12 * lapack[0]));
    assertThat(matrix.data).isEqualTo(before.data);
  }

  @Test
  void bothMethodsFindAKnownSpectrum() {
    DMatrixRMaj diagonal = CommonOps_DDRM.diag(1e-6, 3, 2, 1e3);
    for (SingularValues method :
        new SingularValues[] {SingularValues.lapack(), SingularValues.ejml()}) {
      assertThat(method.of(diagonal))
          .containsExactly(new double[] {1e3, 3, 2, 1e-6}, within(1e-12));
    }
  }

  @Test
  void entriesThatAreNotFiniteAreLocated() {
    DMatrixRMaj matrix = new DMatrixRMaj(2, 3);
    matrix.set(1, 2, Double.NaN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Spectrum.of(matrix))
        .withMessageContaining("entry (1, 2) of a 2×3 matrix is NaN");
  }

  @Test
  void badArgumentsNameTheirRange() {
    Spectrum spectrum = Spectrum.ofValues(1);
    assertThatIllegalArgumentException().isThrownBy(() -> spectrum.numericalRank(1));
    assertThatIllegalArgumentException().isThrownBy(() -> spectrum.schatten(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Spectrum.ofValues(-1.0));
    assertThatIllegalArgumentException().isThrownBy(Spectrum::ofValues);
  }
}
