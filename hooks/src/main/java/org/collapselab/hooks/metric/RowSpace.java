package org.collapselab.hooks.metric;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** Singular values of a few long rows, descending, and the orthonormal directions of their span. */
record RowSpace(DMatrixRMaj sigma, DMatrixRMaj directions) {

  /** Up to so many rows or columns EJML is fast enough. */
  private static final int MOST_IN_JAVA = 32;

  static RowSpace of(DMatrixRMaj rows) {
    return Math.min(rows.numRows, rows.numCols) <= MOST_IN_JAVA ? small(rows) : large(rows);
  }

  /** By LAPACK's {@code dgesdd}: a row-major matrix is its transpose, column-major. */
  static RowSpace large(DMatrixRMaj rows) {
    int d = rows.numCols;
    int k = rows.numRows;
    int r = Math.min(d, k);
    DMatrixRMaj sigma = new DMatrixRMaj(r, r);
    DMatrixRMaj directions = new DMatrixRMaj(r, d);
    try (DoublePointer a = new DoublePointer((long) d * k);
        DoublePointer s = new DoublePointer(r);
        DoublePointer u = new DoublePointer((long) d * r);
        DoublePointer vt = new DoublePointer((long) r * k)) {
      a.put(rows.data, 0, d * k);
      int info =
          openblas.LAPACKE_dgesdd(
              openblas.LAPACK_COL_MAJOR, (byte) 'S', d, k, a, d, s, u, d, vt, r);
      if (info != 0) {
        throw new ArithmeticException(
            "LAPACK dgesdd returned info = %d for the class means".formatted(info));
      }
      for (int j = 0; j < r; j++) {
        sigma.set(j, j, s.get(j));
      }
      u.get(directions.data, 0, r * d);
    }
    return new RowSpace(sigma, directions);
  }

  static RowSpace small(DMatrixRMaj rows) {
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
