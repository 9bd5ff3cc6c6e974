package org.collapselab.theory;

import org.ejml.data.DMatrixRMaj;

/**
 * The orthoplex code of linear cross-entropy models: classes 2i and 2i + 1 are the ends of axis i.
 * Z_1 has K/2 singular values 2, c = (K/2)·2^{2/(L+1)}, fit = log(1 + (K−2)e^{−t} + e^{−2t}).
 */
record Orthoplex(DufmProblem problem) implements Blueprint {

  @Override
  public ClosedForm closedForm() {
    double constant = problem.classes() / 2.0 * Math.pow(2, 2.0 / (problem.depth() + 1));
    RayFit fit = RayFit.crossEntropy(new double[] {1, 2}, new double[] {problem.classes() - 2, 1});
    return new ClosedForm(constant, fit);
  }

  @Override
  public Construction construction() {
    DMatrixRMaj frame = new DMatrixRMaj(problem.classes(), problem.classes() / 2);
    for (int axis = 0; axis < frame.numCols; axis++) {
      frame.set(2 * axis, axis, Math.sqrt(0.5));
      frame.set(2 * axis + 1, axis, -Math.sqrt(0.5));
    }
    return BalancedCode.of(frame, 2, problem.depth());
  }

  @Override
  public int width() {
    return problem.classes() / 2;
  }
}
