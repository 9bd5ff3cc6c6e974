package org.collapselab.models.completion;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Passes over a row-major matrix, row by row. */
final class RowMajor {
  private RowMajor() {}

  /** into ← Wx; four sums at a time, since additions to a single one wait for each other. */
  static void timesVector(DMatrixRMaj matrix, double[] x, double[] into) {
    double[] w = matrix.data;
    int columns = matrix.numCols;
    int quads = columns - columns % 4;
    for (int i = 0; i < matrix.numRows; i++) {
      int at = i * columns;
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      for (int j = 0; j < quads; j += 4) {
        s0 += w[at + j] * x[j];
        s1 += w[at + j + 1] * x[j + 1];
        s2 += w[at + j + 2] * x[j + 2];
        s3 += w[at + j + 3] * x[j + 3];
      }
      for (int j = quads; j < columns; j++) {
        s0 += w[at + j] * x[j];
      }
      into[i] = (s0 + s1) + (s2 + s3);
    }
  }

  /** into ← yᵀW. */
  static void vectorTimes(double[] y, DMatrixRMaj matrix, double[] into) {
    double[] w = matrix.data;
    int columns = matrix.numCols;
    Arrays.fill(into, 0, columns, 0);
    for (int i = 0; i < matrix.numRows; i++) {
      int at = i * columns;
      double factor = y[i];
      for (int j = 0; j < columns; j++) {
        into[j] += factor * w[at + j];
      }
    }
  }

  /** W ← shrink·W + alpha·yxᵀ. */
  static void addOuter(double shrink, double alpha, double[] y, double[] x, DMatrixRMaj matrix) {
    double[] w = matrix.data;
    int columns = matrix.numCols;
    for (int i = 0; i < matrix.numRows; i++) {
      int at = i * columns;
      double factor = alpha * y[i];
      for (int j = 0; j < columns; j++) {
        w[at + j] = shrink * w[at + j] + factor * x[j];
      }
    }
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
