package org.collapselab.hooks.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Nc3Test {
  @Test
  void aClassifierProportionalToTheMeansIsAligned() {
    DMatrixRMaj means = TestMeans.gaussian(6, 9, 1);
    DMatrixRMaj weights = means.copy();
    CommonOps_DDRM.scale(3.5, weights);
    assertThat(Nc3.alignment(weights, means)).isCloseTo(0, within(1e-15));
    CommonOps_DDRM.scale(-1, weights);
    assertThat(Nc3.alignment(weights, means)).isCloseTo(2, within(1e-15));
  }

  @Test
  void aSimplexClassifierOnAnOrthogonalFrameIsAlignedAfterCentring() {
    DMatrixRMaj means = TestMeans.orthogonalFrame(10);
    DMatrixRMaj weights = TestMeans.simplex(10);
    assertThat(Nc3.alignment(weights, Means.centred(means))).isCloseTo(0, within(1e-15));
    assertThat(Nc3.alignment(weights, means))
        .isCloseTo(Math.sqrt(2 - 2 * Math.sqrt(0.9)), within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 0.1, 0.7, Math.PI / 2})
  void sineOfASingleRowIsTheSineOfItsAngle(double angle) {
    DMatrixRMaj means = new DMatrixRMaj(new double[][] {{1, 0, 0}, {0, 1, 0}});
    DMatrixRMaj row =
        new DMatrixRMaj(new double[][] {{4 * Math.cos(angle), 0, 4 * Math.sin(angle)}});
    assertThat(Nc3.sineToSpan(row, means, 1e-2)).isCloseTo(Math.sin(angle), within(1e-16));
    assertThat(Nc3.sineToNearest(row, means)).isCloseTo(Math.sin(angle), within(1e-16));
  }

  @Test
  void rowsCountByTheirNormAndZeroRowsNotAtAll() {
    DMatrixRMaj means = new DMatrixRMaj(new double[][] {{1, 0, 0}, {0, 1, 0}});
    DMatrixRMaj weights = new DMatrixRMaj(new double[][] {{3, 0, 0}, {0, 0, 1}, {0, 0, 0}});
    assertThat(Nc3.sineToSpan(weights, means, 1e-2)).isCloseTo(0.25, within(1e-15));
  }

  @Test
  void srgWeightsLieInTheSpanOfTheirInputsButOnNoMean() {
    DMatrixRMaj means = TestMeans.srg(5);
    DMatrixRMaj weights = means.copy();
    CommonOps_DDRM.add(weights, -0.5);
    assertThat(Nc3.sineToSpan(weights, means, 1e-2)).isCloseTo(0, within(1e-14));
    // Each row is ½(±1, …) and its closest mean has cosine 2·½/(√2·√5/2).
    assertThat(Nc3.sineToNearest(weights, means)).isCloseTo(Math.sqrt(1 - 4.0 / 10), within(1e-14));
  }

  @Test
  void zeroWeightsOrMeansAreUndefined() {
    DMatrixRMaj means = TestMeans.gaussian(3, 4, 1);
    DMatrixRMaj zero = new DMatrixRMaj(3, 4);
    assertThat(Nc3.alignment(zero, means)).isNaN();
    assertThat(Nc3.sineToSpan(zero, means, 1e-2)).isNaN();
    assertThat(Nc3.sineToNearest(zero, means)).isNaN();
    assertThat(Nc3.alignment(means, zero)).isNaN();
    assertThat(Nc3.sineToSpan(means, zero, 1e-2)).isNaN();
    assertThat(Nc3.sineToNearest(means, zero)).isNaN();
  }

  @Test
  void meansOfAnotherLayerAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Nc3.sineToSpan(new DMatrixRMaj(5, 4), new DMatrixRMaj(3, 6), 1e-2))
        .withMessageContaining("W takes 4 inputs, the class means have 6");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Nc3.alignment(new DMatrixRMaj(5, 4), new DMatrixRMaj(3, 4)))
        .withMessageContaining("5 rows for 3 classes");
  }
}
