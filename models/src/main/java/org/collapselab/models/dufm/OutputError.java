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

  /**
   * From Ż to the derivative of ∂fit/∂Z along it, in place.
   *
   * @param error ∂fit/∂Z, as {@link #replace} leaves it
   */
  void differentiate(Matrix error, Matrix along) {
    along.values.get(0, z);
    if (loss == Loss.MSE) {
      for (int i = 0; i < z.length; i++) {
        z[i] /= samples;
      }
    } else {
      double[] errors = error.toArray();
      for (int j = 0; j < columns; j++) {
        differentiateCrossEntropy(errors, j);
      }
    }
    along.values.put(0, z);
  }

  /**
   * (diag(p) − ppᵀ)ż/S, by differences from the label's entry, so that it is accurate also where
   * all other p are tiny.
   */
  private void differentiateCrossEntropy(double[] errors, int j) {
    double zOwn = z[own[j]];
    double mean = 0; // of ż − ż_own
    for (int at = j; at < z.length; at += columns) {
      mean += at == own[j] ? 0 : samples * errors[at] * (z[at] - zOwn);
    }
    for (int at = j; at < z.length; at += columns) {
      z[at] = errors[at] * (z[at] - zOwn - mean);
    }
    z[own[j]] = -(1.0 / samples + errors[own[j]]) * mean;
  }
}
