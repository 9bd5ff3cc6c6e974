package org.collapselab.hooks.metric;

import org.ejml.data.DMatrixRMaj;

/** A method to compute singular values. */
@FunctionalInterface
public interface SingularValues {
  /**
   * The min(m, n) singular values of an m×n matrix, descending; the matrix is not changed.
   *
   * @throws IllegalArgumentException if the matrix is empty or has an entry that is not finite
   * @throws ArithmeticException if the iteration does not converge
   */
  double[] of(DMatrixRMaj matrix);

  /** EJML up to min(m, n) = 32, where loading native code does not pay off; LAPACK beyond. */
  static SingularValues standard() {
    return matrix ->
        Math.min(matrix.numRows, matrix.numCols) <= 32 ? ejml().of(matrix) : lapack().of(matrix);
  }

  /** Pure Java, good for small matrices. */
  static SingularValues ejml() {
    return new EjmlSingularValues();
  }

  /** OpenBLAS' divide-and-conquer {@code dgesdd}; needs the native library of the platform. */
  static SingularValues lapack() {
    return new LapackSingularValues();
  }
}
