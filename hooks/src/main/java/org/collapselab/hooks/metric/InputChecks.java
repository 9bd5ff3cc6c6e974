package org.collapselab.hooks.metric;

import org.ejml.data.DMatrixRMaj;

/** Argument checks shared by the metrics. */
final class InputChecks {
  private InputChecks() {}

  static int requireClasses(int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException("classes must be at least 2, got " + classes);
    }
    return classes;
  }

  static int requireDimension(int dimension) {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be at least 1, got " + dimension);
    }
    return dimension;
  }

  static void requireBatch(int[] labels, double[] features, int rows, int classes, int dimension) {
    if (rows < 0 || labels.length < rows || features.length < (long) rows * dimension) {
      throw new IllegalArgumentException(
          "a batch of %d rows × %d columns is too large for %d labels and %d values"
              .formatted(rows, dimension, labels.length, features.length));
    }
    for (int i = 0; i < rows; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "label %d in row %d is outside 0..%d".formatted(labels[i], i, classes - 1));
      }
    }
  }

  /** Class means K×d with K ≥ 2 and finite entries. */
  static DMatrixRMaj requireMeans(DMatrixRMaj means) {
    requireClasses(means.numRows);
    requireDimension(means.numCols);
    return requireFinite(means);
  }

  static DMatrixRMaj requireFinite(DMatrixRMaj matrix) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      if (!Double.isFinite(matrix.data[i])) {
        throw new IllegalArgumentException(
            "entry (%d, %d) of a %d×%d matrix is %s; every entry must be finite"
                .formatted(
                    i / matrix.numCols,
                    i % matrix.numCols,
                    matrix.numRows,
                    matrix.numCols,
                    matrix.data[i]));
      }
    }
    return matrix;
  }

  static DMatrixRMaj requireNonEmptyFinite(DMatrixRMaj matrix) {
    if (matrix.getNumElements() == 0) {
      throw new IllegalArgumentException(
          "a %d×%d matrix has no singular values".formatted(matrix.numRows, matrix.numCols));
    }
    return requireFinite(matrix);
  }

  /** Packs {@code rows[i][j]} row-major, checking that all rows are equally long. */
  static double[] flatten(double[][] rows) {
    int dimension = rows.length == 0 ? 0 : rows[0].length;
    double[] flat = new double[rows.length * dimension];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != dimension) {
        throw new IllegalArgumentException(
            "row %d has %d values, row 0 has %d".formatted(i, rows[i].length, dimension));
      }
      System.arraycopy(rows[i], 0, flat, i * dimension, dimension);
    }
    return flat;
  }
}
