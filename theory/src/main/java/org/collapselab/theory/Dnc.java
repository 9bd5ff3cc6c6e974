package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Deep neural collapse.
 *
 * <ul>
 *   <li>MSE: every factor ∝ I_K, c = K.
 *   <li>Cross-entropy, linear: an orthonormal simplex of rank K − 1 in every layer, c = K − 1
 *       ([G]).
 *   <li>Cross-entropy, ReLU: ∝ I_K up to W_L ∝ I_K − J/K, c = (K^L (K−1))^{1/(L+1)}.
 * </ul>
 *
 * <p>At L = 1 no ReLU acts, so the linear forms hold for every activation. At L = 2 a ReLU model
 * has a segment of equally good solutions, M_2 ∝ (I − δJ)/(1 − δ) with 0 ≤ δ ≤ 1/K, all with the
 * same σ(M_2); the construction is δ = 0.
 */
record Dnc(DufmProblem problem) implements Blueprint {

  @Override
  public ClosedForm closedForm() {
    int classes = problem.classes();
    if (problem.loss() == Loss.MSE) {
      return new ClosedForm(classes, RayFit.squaredError());
    }
    if (!problem.rectified()) {
      return new ClosedForm(classes - 1, RayFit.simplexCrossEntropy(classes));
    }
    double logVolume = problem.depth() * Math.log(classes) + Math.log(classes - 1);
    return ClosedForm.ofLogVolume(logVolume, problem.depth(), RayFit.simplexCrossEntropy(classes));
  }

  @Override
  public Construction construction() {
    if (linearCrossEntropy()) {
      return BalancedCode.of(simplexFrame(problem.classes()), 1, problem.depth());
    }
    DMatrixRMaj identity = MatrixOps.identity(problem.classes());
    List<DMatrixRMaj> weights = new ArrayList<>(Collections.nCopies(problem.depth() - 1, identity));
    weights.add(Readout.weight(problem));
    return new Construction(identity, weights);
  }

  @Override
  public int width() {
    return linearCrossEntropy() ? problem.classes() - 1 : problem.classes();
  }

  private boolean linearCrossEntropy() {
    return problem.loss() == Loss.CE && !problem.rectified();
  }

  /** Helmert's orthonormal basis of the vectors with zero sum: K×(K−1), VVᵀ = I − J/K. */
  private static DMatrixRMaj simplexFrame(int classes) {
    DMatrixRMaj frame = new DMatrixRMaj(classes, classes - 1);
    for (int column = 0; column < classes - 1; column++) {
      int count = column + 1;
      double length = Math.sqrt((double) count * (count + 1));
      for (int row = 0; row < count; row++) {
        frame.set(row, column, 1 / length);
      }
      frame.set(count, column, -count / length);
    }
    return frame;
  }
}
