package org.collapselab.theory;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The factorisation A = W M of an m×K matrix (m ≤ K) with the least ‖W‖_F² ‖M‖_F² = ‖A‖_*²: with A
 * = UΣVᵀ, W = UΣ^{1/2}Uᵀ and M = UΣ^{1/2}Vᵀ. This choice does not depend on the signs, or on the
 * bases of repeated singular values, that an SVD happens to return.
 *
 * @param left W (m×m)
 * @param right M (m×K)
 */
record BalancedFactors(DMatrixRMaj left, DMatrixRMaj right) {

  private static final double ROUNDING = 1e-12;

  static BalancedFactors of(DMatrixRMaj matrix) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, true, true, true);
    if (!svd.decompose(matrix.copy())) {
      throw new IllegalArgumentException("the SVD of the matrix to factor did not converge");
    }
    DMatrixRMaj u = svd.getU(null, false);
    DMatrixRMaj rootOfSigma = CommonOps_DDRM.diag(roots(svd.getSingularValues(), matrix.numRows));
    DMatrixRMaj half = MatrixOps.product(u, rootOfSigma);
    return new BalancedFactors(
        MatrixOps.product(half, MatrixOps.transpose(u)),
        MatrixOps.product(half, svd.getV(null, true)));
  }

  /** Square roots; rounding errors count as 0, since their roots would be about 1e-8. */
  private static double[] roots(double[] singularValues, int count) {
    double cutoff = ROUNDING * Arrays.stream(singularValues, 0, count).max().orElse(0);
    return Arrays.stream(singularValues, 0, count)
        .map(value -> value > cutoff ? Math.sqrt(value) : 0)
        .toArray();
  }
}
