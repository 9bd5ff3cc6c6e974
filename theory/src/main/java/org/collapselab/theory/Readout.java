package org.collapselab.theory;

import org.ejml.data.DMatrixRMaj;

/**
 * The last layer of the ReLU structures, which all arrive at σ(M_L) = I_K: W_L = I_K under MSE, and
 * W_L = I_K − J/K under cross-entropy, which ignores a shift of all logits.
 */
final class Readout {

  private Readout() {}

  static DMatrixRMaj weight(DufmProblem problem) {
    return problem.loss() == Loss.MSE
        ? Matrices.identity(problem.classes())
        : Matrices.centring(problem.classes());
  }

  /** ‖W_L‖_F²: K under MSE, K − 1 under cross-entropy. */
  static double normSquared(DufmProblem problem) {
    return problem.loss() == Loss.MSE ? problem.classes() : problem.classes() - 1;
  }

  static Fit fit(DufmProblem problem) {
    return problem.loss() == Loss.MSE
        ? Fit.squaredError()
        : Fit.simplexCrossEntropy(problem.classes());
  }
}
