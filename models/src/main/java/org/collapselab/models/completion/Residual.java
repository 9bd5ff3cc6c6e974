package org.collapselab.models.completion;

import org.collapselab.models.completion.CompletionProblem.Entry;
import org.ejml.data.DMatrixRMaj;

/** A* on I, laid out for loops. */
final class Residual {
  private final double[] target;
  private final boolean[] mask;
  private final int observed;

  Residual(CompletionProblem problem) {
    target = problem.target().data;
    mask = new boolean[target.length];
    observed = problem.observed().size();
    for (Entry entry : problem.observed()) {
      mask[entry.row() * problem.spec().columns() + entry.column()] = true;
    }
  }

  /** Returns the fit of A and replaces A by ∂fit/∂A. */
  double replace(DMatrixRMaj product) {
    double sum = 0;
    double[] a = product.data;
    for (int i = 0; i < mask.length; i++) {
      double error = mask[i] ? a[i] - target[i] : 0;
      sum += error * error;
      a[i] = error / observed;
    }
    return sum / (2.0 * observed);
  }

  double fit(DMatrixRMaj product) {
    return halfMeanSquare(product, true);
  }

  /** NaN if every entry is observed. */
  double testError(DMatrixRMaj product) {
    return halfMeanSquare(product, false);
  }

  private double halfMeanSquare(DMatrixRMaj product, boolean which) {
    double sum = 0;
    for (int i = 0; i < mask.length; i++) {
      double error = mask[i] == which ? product.data[i] - target[i] : 0;
      sum += error * error;
    }
    return sum / (2.0 * (which ? observed : mask.length - observed));
  }
}
