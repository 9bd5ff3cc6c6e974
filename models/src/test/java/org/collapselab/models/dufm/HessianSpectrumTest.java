package org.collapselab.models.dufm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HessianSpectrumTest {

  /** Random points have curvature in all directions, dead neurons and low rank have not. */
  @ParameterizedTest
  @CsvSource({
    "MSE, RELU, 0, 2",
    "MSE, RELU, 0.3, 1",
    "CE, LINEAR, 0, 2",
    "CE, RELU, 0, 5",
    "MSE, LINEAR, 0, 0"
  })
  void theFewDirectionsHaveTheEigenvaluesOfTheWhole(
      Loss loss, Activation activation, double rounding, int active) {
    DufmSpec spec =
        new DufmSpec(
            3, 3, 5, 2, FeatureMode.EXPLICIT, 0.04, List.of(0.02, 0.3, 0.05), loss, activation);
    DufmPoint point = withNeurons(DufmPoint.random(spec, 3), active);
    DufmHessian hessian = new DufmHessian(point, rounding);
    HessianSpectrum spectrum = new HessianSpectrum(hessian);
    double[] whole = whole(hessian);
    assertThat(spectrum.eigenvalues()).containsExactly(whole, within(1e-12));
    if (active < 5) {
      assertThat(spectrum.order()).isLessThan(spec.parameters());
    }
  }

  /**
   * At the zero point of ½‖WH − I‖²/K + ½λ(‖W‖² + ‖H‖²) the Hessian couples W with −Hᵀ/K alone: Kd
   * eigenvalues λ + 1/K and as many λ − 1/K.
   */
  @Test
  void oneLayerAtZeroHasTheEigenvaluesOfItsCoupling() {
    double lambda = 0.1;
    DufmSpec spec = Specs.of(3, 1, 4, lambda, Loss.MSE, Activation.LINEAR);
    DufmPoint zero = DufmPoint.ofFlat(spec, new double[spec.parameters()]);
    double[] values = new HessianSpectrum(new DufmHessian(zero, 0)).eigenvalues();
    assertThat(Arrays.copyOf(values, 12))
        .containsOnly(new double[] {lambda - 1.0 / 3}, within(1e-14));
    assertThat(Arrays.copyOfRange(values, 12, 24))
        .containsOnly(new double[] {lambda + 1.0 / 3}, within(1e-14));
  }

  /**
   * At W = H = xI with x² = 1 − Kλ, in the symmetric and the antisymmetric parts of (V, U): 2x²/K
   * and 2λ, K(K+1)/2 times each; 2x²/K + 2λ and 0, K(K−1)/2 times each, the last being rotations.
   */
  @Test
  void oneLayerInCollapseHasItsClosedForm() {
    int k = 4;
    double lambda = 0.05;
    double x = Math.sqrt(1 - k * lambda);
    DufmSpec spec = Specs.of(k, 1, k, lambda, Loss.MSE, Activation.LINEAR);
    DMatrixRMaj factor = CommonOps_DDRM.identity(k);
    CommonOps_DDRM.scale(x, factor);
    DufmHessian hessian = new DufmHessian(new DufmPoint(spec, List.of(factor, factor)), 0);
    assertThat(hessian.gradientNorm()).isLessThan(1e-15);
    double[] expected = new double[2 * k * k];
    Arrays.fill(expected, 0, 6, 0);
    Arrays.fill(expected, 6, 16, 2 * lambda);
    Arrays.fill(expected, 16, 26, 2 * x * x / k);
    Arrays.fill(expected, 26, 32, 2 * x * x / k + 2 * lambda);
    assertThat(new HessianSpectrum(hessian).eigenvalues()).containsExactly(expected, within(1e-14));
  }

  /** Only the first neurons of each hidden layer have weights. */
  private static DufmPoint withNeurons(DufmPoint point, int active) {
    List<DMatrixRMaj> factors = point.factors().stream().map(DMatrixRMaj::copy).toList();
    for (int l = 0; l < factors.size(); l++) {
      DMatrixRMaj factor = factors.get(l);
      for (int i = 0; i < factor.numRows; i++) {
        for (int j = 0; j < factor.numCols; j++) {
          boolean in = l == 0 || j < active;
          boolean out = l == factors.size() - 1 || i < active;
          factor.set(i, j, in && out ? factor.get(i, j) : 0);
        }
      }
    }
    return new DufmPoint(point.spec(), factors);
  }

  private static double[] whole(DufmHessian hessian) {
    int n = hessian.size();
    DMatrixRMaj dense = new DMatrixRMaj(n, n);
    double[] unit = new double[n];
    double[] column = new double[n];
    for (int j = 0; j < n; j++) {
      unit[j] = 1;
      hessian.multiply(unit, column);
      unit[j] = 0;
      for (int i = 0; i < n; i++) {
        dense.set(i, j, column[i]);
      }
    }
    var eigen = DecompositionFactory_DDRM.eig(n, false, true);
    eigen.decompose(dense);
    double[] values = new double[n];
    Arrays.setAll(values, i -> eigen.getEigenvalue(i).getReal());
    Arrays.sort(values);
    return values;
  }
}
