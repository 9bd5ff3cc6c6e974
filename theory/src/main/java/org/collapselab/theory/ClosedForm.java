package org.collapselab.theory;

/**
 * A structure's loss as a formula: min over t ≥ 0 of fit(t) + (L+1)/2 · c Λ t^{2/(L+1)}.
 *
 * @param constant c
 * @param fit the data term along the structure's ray of logits
 */
record ClosedForm(double constant, RayFit fit) {

  /** c = (Π of squared norms)^{1/(L+1)}, from Σ of their logarithms. */
  static ClosedForm ofLogVolume(double logVolume, int depth, RayFit fit) {
    return new ClosedForm(Math.exp(logVolume / (depth + 1)), fit);
  }

  ScalarMinimum minimum(DufmProblem problem) {
    return ScalarMinimum.of(fit, constant * problem.capitalLambda(), problem.depth());
  }
}
