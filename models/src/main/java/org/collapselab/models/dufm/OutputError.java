package org.collapselab.models.dufm;

import java.util.Arrays;
import org.collapselab.theory.Loss;

/** Fits of logits Z (K×w): columns first … first + w − 1 of the S that the model has. */
final class OutputError {
  private final Loss loss;
  private final int samples;
  private final int rows;
  private final int columns;
  private final int[] own; // where Y is 1
  private final double[] z;
  private final double[] sums;

  OutputError(DufmSpec spec, int first, int width) {
    loss = spec.loss();
    samples = spec.columns();
    rows = spec.classes();
    columns = width;
    own = new int[width];
    Arrays.setAll(own, j -> (first + j) / spec.columnsPerClass() * width + j);
    z = new double[rows * width];
    sums = new double[width];
  }

  /** Returns these columns' share of fit(Z, Y) and replaces Z by ∂fit/∂Z. */
  double replace(Matrix logits) {
    logits.values.get(0, z);
    double sum = 0;
    if (loss == Loss.MSE) {
      sum = squared();
    } else {
      for (int j = 0; j < columns; j++) {
        sum += crossEntropy(j);
      }
    }
    for (int i = 0; i < z.length; i++) {
      z[i] /= samples;
    }
    logits.values.put(0, z);
    return sum / samples;
  }

  private double squared() {
    for (int at : own) {
      z[at] -= 1;
    }
    Arrays.fill(sums, 0);
    for (int row = 0; row < rows; row++) {
      addSquares(z, row * columns, sums);
    }
    double sum = 0;
    for (double s : sums) {
      sum += s;
    }
    return sum / 2;
  }

  /** Column by column, since a single running sum would be added one entry after another. */
  private static void addSquares(double[] errors, int offset, double[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += errors[offset + j] * errors[offset + j];
    }
  }

  /** −log softmax(z)_label, accurate also where it is tiny. */
  private double crossEntropy(int j) {
    double zOwn = z[own[j]];
    double excess = 0;
    for (int at = j; at < z.length; at += columns) {
      excess = Math.max(excess, z[at] - zOwn);
    }
    double others = 0;
    for (int at = j; at < z.length; at += columns) {
      double e = Math.exp(z[at] - zOwn - excess);
      others += at == own[j] ? 0 : e;
      z[at] = e;
    }
    double total = others + Math.exp(-excess);
    for (int at = j; at < z.length; at += columns) {
      z[at] = (at == own[j] ? -others : z[at]) / total;
    }
    return excess + Math.log1p(others + Math.expm1(-excess));
  }
}
