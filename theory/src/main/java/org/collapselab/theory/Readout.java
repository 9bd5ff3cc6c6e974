package org.collapselab.theory;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The last layer of the ReLU structures, which all arrive at Z ∝ I_K under MSE, and at Z ∝ I_K −
 * J/K under cross-entropy, which ignores a shift of all logits.
 */
final class Readout {

  private Readout() {}

  /** W_L where σ(M_L) = I_K. */
  static DMatrixRMaj weight(DufmProblem problem) {
    return problem.loss() == Loss.MSE
        ? MatrixOps.identity(problem.classes())
        : MatrixOps.centring(problem.classes());
  }

  /**
   * W_L of the least norm with W_L A = {@link #weight}, for σ(M_L) = A (d_L×K) of rank K: the
   * weight times (AᵀA)⁻¹Aᵀ.
   */
  static DMatrixRMaj leastInverse(DMatrixRMaj features, DufmProblem problem) {
    DMatrixRMaj transposed = MatrixOps.transpose(features);
    DMatrixRMaj gram = MatrixOps.product(transposed, features);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(features.numCols);
    if (!solver.setA(gram)) {
      throw new IllegalArgumentException("σ(M_L) must have rank K = " + features.numCols);
    }
    DMatrixRMaj inverse = transposed.createLike();
    solver.solve(transposed, inverse);
    return problem.loss() == Loss.MSE ? inverse : MatrixOps.product(weight(problem), inverse);
  }

  /** ‖W_L‖_F² where σ(M_L) = I_K: K under MSE, K − 1 under cross-entropy. */
  static double normSquared(DufmProblem problem) {
    return problem.loss() == Loss.MSE ? problem.classes() : problem.classes() - 1;
  }

  static RayFit fit(DufmProblem problem) {
    return problem.loss() == Loss.MSE
        ? RayFit.squaredError()
        : RayFit.simplexCrossEntropy(problem.classes());
  }
}
