package org.collapselab.models.dufm;

import java.nio.DoubleBuffer;
import org.collapselab.models.Loss;

/** Fits of logits Z (K×S), whose column j is a sample of class j / columnsPerClass. */
final class OutputError {
  private OutputError() {}

  /** Returns fit(Z, Y) and replaces Z by ∂fit/∂Z. */
  static double replace(Matrix logits, DufmSpec spec) {
    double sum = 0;
    for (int j = 0; j < logits.columns; j++) {
      int label = j / spec.columnsPerClass();
      sum += spec.loss() == Loss.MSE ? squared(logits, j, label) : crossEntropy(logits, j, label);
    }
    return sum / logits.columns;
  }

  private static double squared(Matrix logits, int j, int label) {
    DoubleBuffer z = logits.values;
    double sum = 0;
    for (int row = 0; row < logits.rows; row++) {
      int at = row * logits.columns + j;
      double error = z.get(at) - (row == label ? 1 : 0);
      sum += error * error;
      z.put(at, error / logits.columns);
    }
    return sum / 2;
  }

  /** −log softmax(z)_label, accurate also where it is tiny. */
  private static double crossEntropy(Matrix logits, int j, int label) {
    DoubleBuffer z = logits.values;
    int own = label * logits.columns + j;
    double zOwn = z.get(own);
    double excess = 0;
    for (int row = 0; row < logits.rows; row++) {
      excess = Math.max(excess, z.get(row * logits.columns + j) - zOwn);
    }
    double others = 0;
    for (int row = 0; row < logits.rows; row++) {
      int at = row * logits.columns + j;
      double e = Math.exp(z.get(at) - zOwn - excess);
      others += row == label ? 0 : e;
      z.put(at, e);
    }
    double total = others + Math.exp(-excess);
    for (int row = 0; row < logits.rows; row++) {
      int at = row * logits.columns + j;
      z.put(at, (row == label ? -others : z.get(at)) / total / logits.columns);
    }
    return excess + Math.log1p(others + Math.expm1(-excess));
  }
}
