package org.collapselab.hooks.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollapsedGeometryTest {
  private static final double EPS = 1e-12;

  @ParameterizedTest
  @CsvSource({"3, 1", "10, 2", "25, 3"})
  void orthogonalFrameIsRecognisedInAnyPosition(int classes, long seed) {
    DMatrixRMaj means = TestMeans.disguise(TestMeans.orthogonalFrame(classes), 40, seed);
    assertThat(condition(means)).isCloseTo(1, within(EPS));
    assertThat(Nc2.of(means)).isCloseTo(0, within(EPS));
    assertThat(Nc2.equinorm(means)).isCloseTo(0, within(EPS));
    assertThat(Nc2.equiangleOf(means)).isCloseTo(0, within(EPS));
    // Centring an orthogonal frame leaves a simplex.
    assertThat(Nc2.etf(means)).isCloseTo(0, within(EPS));
    assertThat(Nc2.equiangleEtf(means)).isCloseTo(0, within(EPS));
    assertThat(Spectrum.of(means).effectiveRank()).isCloseTo(classes, within(1e-10));
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "10, 2", "25, 3"})
  void simplexHasRankOneBelowTheClasses(int classes, long seed) {
    DMatrixRMaj means = TestMeans.disguise(TestMeans.simplex(classes), 40, seed);
    assertThat(Nc2.etf(means)).isCloseTo(0, within(EPS));
    assertThat(Nc2.equiangleEtf(means)).isCloseTo(0, within(EPS));
    assertThat(Nc2.equiangleOf(means)).isCloseTo(1.0 / (classes - 1), within(EPS));
    // ⟨I, I − J/K⟩/(‖·‖‖·‖) = √((K−1)/K), and ‖A − B‖² = 2 − 2cos for unit A, B.
    double cosine = Math.sqrt((classes - 1.0) / classes);
    assertThat(Nc2.of(means)).isCloseTo(Math.sqrt(2 - 2 * cosine), within(EPS));
    assertThat(Spectrum.of(means).numericalRank(1e-2)).isEqualTo(classes - 1);
    assertThat(Spectrum.of(means).stableRank()).isCloseTo(classes - 1, within(1e-10));
    assertThat(condition(means)).isGreaterThan(1e12);
  }

  @Test
  void orthoplexHasHalfTheRankAndAnglesOfZeroAndPi() {
    DMatrixRMaj means = TestMeans.disguise(TestMeans.orthoplex(10), 20, 4);
    assertThat(Spectrum.of(means).numericalRank(1e-2)).isEqualTo(5);
    assertThat(Spectrum.of(means).effectiveRank()).isCloseTo(5, within(1e-10));
    assertThat(Nc2.equiangleOf(means)).isCloseTo(5.0 / 45, within(EPS));
    assertThat(condition(TestMeans.orthoplex(10))).isInfinite();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 8})
  void srgMeansHaveTheSpectrumOfTheIncidenceMatrix(int order) {
    double[] sigma = Spectrum.of(TestMeans.disguise(TestMeans.srg(order), 40, order)).values();
    DMatrixRMaj means = TestMeans.srg(order);
    assertThat(Spectrum.of(means).values()[0]).isCloseTo(Math.sqrt(2.0 * (order - 1)), within(EPS));
    for (int i = 1; i < order; i++) {
      assertThat(Spectrum.of(means).values()[i]).isCloseTo(Math.sqrt(order - 2), within(EPS));
      assertThat(sigma[i] / sigma[0])
          .isCloseTo(Math.sqrt((order - 2) / (2.0 * (order - 1))), within(EPS));
    }
    assertThat(Spectrum.of(means).nuclear())
        .isCloseTo(
            Math.sqrt(2.0 * (order - 1)) + (order - 1) * Math.sqrt(order - 2), within(1e-10));
    assertThat(Spectrum.of(means).numericalRank(1e-2)).isEqualTo(order);
  }

  @Test
  void geometryDoesNotChangeUnderACommonShiftOfCentredMetrics() {
    DMatrixRMaj means = TestMeans.gaussian(10, 30, 5);
    DMatrixRMaj shifted = means.copy();
    CommonOps_DDRM.add(shifted, 1e3);
    assertThat(Nc2.etf(shifted)).isCloseTo(Nc2.etf(means), within(1e-11));
    assertThat(Nc2.equiangleEtf(shifted)).isCloseTo(Nc2.equiangleEtf(means), within(1e-11));
    assertThat(Nc2.equinormCentred(shifted)).isCloseTo(Nc2.equinormCentred(means), within(1e-11));
  }

  @Test
  void zeroMeansAreUndefinedNotPerfect() {
    DMatrixRMaj zero = new DMatrixRMaj(4, 6);
    assertThat(condition(zero)).isNaN();
    assertThat(Nc2.of(zero)).isNaN();
    assertThat(Nc2.etf(zero)).isNaN();
    assertThat(Nc2.equinorm(zero)).isNaN();
    assertThat(Nc2.equinormCentred(zero)).isNaN();
    assertThat(Nc2.equiangleEtf(zero)).isNaN();
    assertThat(Nc2.equiangleOf(zero)).isNaN();
  }

  private static double condition(DMatrixRMaj means) {
    return Nc2.condition(Spectrum.of(means), means.numRows);
  }
}
