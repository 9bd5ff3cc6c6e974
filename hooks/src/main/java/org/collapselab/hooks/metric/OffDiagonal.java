package org.collapselab.hooks.metric;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/** Off-diagonal part of a symmetric matrix. */
final class OffDiagonal {
  private static final double CONSTANT = 1e-24;

  private OffDiagonal() {}

  /** A graph on the classes. */
  interface Graph {
    boolean adjacent(int i, int j);
  }

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

  /**
   * Pearson correlation of the off-diagonal entries with the adjacency of a graph, in [−1, 1]; NaN
   * if either is constant, the entries up to roundoff.
   */
  static double correlation(DMatrixRMaj gram, Graph graph) {
    double[][] entries = centred(gram);
    double inner = 0;
    double variation = 0;
    int adjacent = 0;
    for (int i = 0; i < entries.length; i++) {
      for (int j = i + 1; j < entries.length; j++) {
        variation += entries[i][j] * entries[i][j];
        if (graph.adjacent(i, j)) {
          inner += entries[i][j];
          adjacent++;
        }
      }
    }
    int pairs = entries.length * (entries.length - 1) / 2;
    boolean constant =
        adjacent == 0
            || adjacent == pairs
            || variation <= CONSTANT * Math.pow(NormOps_DDRM.normF(gram), 2);
    double graphVariation = adjacent * (1 - (double) adjacent / pairs);
    double correlation = inner / Math.sqrt(variation * graphVariation);
    return constant ? Double.NaN : Math.max(-1, Math.min(correlation, 1));
  }
}
