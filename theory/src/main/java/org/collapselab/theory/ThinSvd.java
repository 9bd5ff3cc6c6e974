package org.collapselab.theory;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * X = U diag(s) Vᵀ for an r×K matrix with r ≤ K.
 *
 * @param left U (r×r)
 * @param values s, in no particular order
 * @param right Vᵀ (r×K)
 */
record ThinSvd(DMatrixRMaj left, double[] values, DMatrixRMaj right) {

  static ThinSvd of(DMatrixRMaj matrix) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, true, true, true);
    if (!svd.decompose(matrix.copy())) {
      throw new IllegalArgumentException("the SVD of a code did not converge");
    }
    return new ThinSvd(
        svd.getU(null, false),
        Arrays.copyOf(svd.getSingularValues(), matrix.numRows),
        svd.getV(null, true));
  }
}
