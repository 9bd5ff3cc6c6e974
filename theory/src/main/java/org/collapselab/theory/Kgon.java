package org.collapselab.theory;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The K-gon code of linear cross-entropy models: Z_1 = cos 2π(i−j)/K, with singular value K/2
 * twice; c = 2(K/2)^{2/(L+1)}, fit = log(1 + Σ_{m=1}^{K−1} e^{−t(1 − cos 2πm/K)}).
 */
record Kgon(DufmProblem problem) implements Blueprint {

  @Override
  public ClosedForm closedForm() {
    double[] margins = new double[problem.classes() - 1];
    double[] counts = new double[margins.length];
    Arrays.fill(counts, 1);
    for (int m = 1; m <= margins.length; m++) {
      double sine = Math.sin(angle(m) / 2);
      margins[m - 1] = 2 * sine * sine;
    }
    double constant = 2 * Math.pow(problem.classes() / 2.0, 2.0 / (problem.depth() + 1));
    return new ClosedForm(constant, RayFit.crossEntropy(margins, counts));
  }

  @Override
  public Construction construction() {
    DMatrixRMaj frame = new DMatrixRMaj(problem.classes(), 2);
    double length = Math.sqrt(2.0 / problem.classes());
    for (int c = 0; c < problem.classes(); c++) {
      frame.set(c, 0, length * Math.cos(angle(c)));
      frame.set(c, 1, length * Math.sin(angle(c)));
    }
    return BalancedCode.of(frame, problem.classes() / 2.0, problem.depth());
  }

  @Override
  public int width() {
    return 2;
  }

  private double angle(int corner) {
    return 2 * Math.PI * corner / problem.classes();
  }
}
