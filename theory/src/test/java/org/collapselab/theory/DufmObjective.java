package org.collapselab.theory;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Evaluates the DUFM objective on explicit factors, with n identical samples in each class. */
public final class DufmObjective {

  private final DufmProblem problem;

  /** The objective of {@code problem}. */
  public DufmObjective(DufmProblem problem) {
    this.problem = problem;
  }

  /**
   * fit(Z, Y) + ½ Σ_l λ_l ‖W_l‖_F² + ½ λ_H ‖H_1‖_F² at {@code construction}.
   *
   * @throws IllegalArgumentException if its K or L is not the problem's
   */
  public DufmObjectiveTerms evaluate(Construction construction) {
    requireFits(construction);
    List<Double> norms = construction.normsSquared();
    List<Double> lambdas = problem.factorLambdas();
    List<Double> penalties = new ArrayList<>(norms.size());
    for (int i = 0; i < norms.size(); i++) {
      penalties.add(0.5 * lambdas.get(i) * norms.get(i));
    }
    double fit = fit(ForwardPass.of(construction, problem.activation()).output());
    return new DufmObjectiveTerms(fit, penalties.get(0), penalties.subList(1, penalties.size()));
  }

  /** The data term of logits Z (K×K, column c = the logits of every sample of class c). */
  private double fit(DMatrixRMaj logits) {
    double sum = 0;
    for (int c = 0; c < problem.classes(); c++) {
      sum += problem.loss() == Loss.MSE ? squaredError(logits, c) / 2 : crossEntropy(logits, c);
    }
    return sum / problem.classes();
  }

  private static double squaredError(DMatrixRMaj logits, int label) {
    double sum = 0;
    for (int row = 0; row < logits.numRows; row++) {
      double error = logits.get(row, label) - (row == label ? 1 : 0);
      sum += error * error;
    }
    return sum;
  }

  /** −log softmax(z)_label, accurate also where it is tiny. */
  private static double crossEntropy(DMatrixRMaj logits, int label) {
    double own = logits.get(label, label);
    double excess = 0;
    for (int row = 0; row < logits.numRows; row++) {
      excess = Math.max(excess, logits.get(row, label) - own);
    }
    double others = 0;
    for (int row = 0; row < logits.numRows; row++) {
      others += row == label ? 0 : Math.exp(logits.get(row, label) - own - excess);
    }
    return excess + Math.log1p(others + Math.expm1(-excess));
  }

  private void requireFits(Construction construction) {
    if (construction.classes() != problem.classes() || construction.depth() != problem.depth()) {
      throw new IllegalArgumentException(
          "the construction has K = %d, L = %d, but the problem has K = %d, L = %d"
              .formatted(
                  construction.classes(),
                  construction.depth(),
                  problem.classes(),
                  problem.depth()));
    }
  }
}
