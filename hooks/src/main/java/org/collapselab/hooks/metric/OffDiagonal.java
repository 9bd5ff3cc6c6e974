package org.collapselab.hooks.metric;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Off-diagonal part of a symmetric matrix. */
final class OffDiagonal {
  private OffDiagonal() {}

  static double mean(DMatrixRMaj matrix) {
    int n = matrix.numRows;
    double sum = CommonOps_DDRM.elementSum(matrix) - CommonOps_DDRM.trace(matrix);
    return sum / ((double) n * (n - 1));
  }

  /** Entries minus their off-diagonal mean; the diagonal is 0. */
  static double[][] centred(DMatrixRMaj matrix) {
    double mean = mean(matrix);
    double[][] result = new double[matrix.numRows][matrix.numRows];
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numRows; j++) {
        result[i][j] = i == j ? 0 : matrix.get(i, j) - mean;
      }
    }
    return result;
  }
}
