package org.collapselab.hooks.metric;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** Singular values of a few long rows, descending, and the orthonormal directions of their span. */
record RowSpace(DMatrixRMaj sigma, DMatrixRMaj directions) {

  static RowSpace of(DMatrixRMaj rows) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(rows.numRows, rows.numCols, true, true, true);
    if (!svd.decompose(rows.copy())) {
      throw new ArithmeticException("the SVD of the class means did not converge");
    }
    DMatrixRMaj u = svd.getU(null, false);
    DMatrixRMaj w = svd.getW(null);
    DMatrixRMaj vt = svd.getV(null, true);
    SingularOps_DDRM.descendingOrder(u, false, w, vt, true);
    return new RowSpace(w, vt);
  }

  double sigma(int j) {
    return sigma.get(j, j);
  }

  /** The number of σ_j &gt; tolerance·σ_1. */
  int rank(double tolerance) {
    int rank = 0;
    while (rank < Math.min(sigma.numRows, sigma.numCols) && sigma(rank) > tolerance * sigma(0)) {
      rank++;
    }
    return rank;
  }

  double[] direction(int j) {
    int d = directions.numCols;
    return Arrays.copyOfRange(directions.data, j * d, (j + 1) * d);
  }
}
