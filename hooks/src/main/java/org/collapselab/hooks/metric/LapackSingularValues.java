package org.collapselab.hooks.metric;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;

/** Singular values by LAPACK's {@code dgesdd} with job 'N'. */
final class LapackSingularValues implements SingularValues {
  @Override
  public double[] of(DMatrixRMaj matrix) {
    InputChecks.requireNonEmptyFinite(matrix);
    // Row-major m×n is column-major n×m, and a transpose has the same singular values.
    int rows = matrix.numCols;
    int columns = matrix.numRows;
    double[] values = new double[Math.min(rows, columns)];
    try (DoublePointer a = new DoublePointer((long) rows * columns);
        DoublePointer s = new DoublePointer(values.length);
        DoublePointer unused = new DoublePointer(1)) {
      a.put(matrix.data, 0, matrix.getNumElements());
      int info =
          openblas.LAPACKE_dgesdd(
              openblas.LAPACK_COL_MAJOR,
              (byte) 'N',
              rows,
              columns,
              a,
              rows,
              s,
              unused,
              1,
              unused,
              1);
      if (info != 0) {
        throw new ArithmeticException(
            "LAPACK dgesdd returned info = %d for a %d×%d matrix"
                .formatted(info, matrix.numRows, matrix.numCols));
      }
      s.get(values);
    }
    return values;
  }
}
