package org.collapselab.theory;

import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * How the norm of W_{L−1} is shared among given neurons of layer L so that the classes are read out
 * with the least ‖W_L‖_F: σ(M_L) = A has the rows √x_T u_T, where u_T (1×K) is what neuron T
 * answers to the classes at norm 1, and Σ x_T = 1. ‖A⁺‖_F² = tr (Σ_T x_T u_Tᵀu_T)⁻¹ is convex in x
 * (an A-optimal design). It is lowered by x_T ← x_T ‖(AᵀA)⁻¹u_Tᵀ‖ (normalised), which never raises
 * it. Every x is a valid choice.
 *
 * @param shares x_T
 * @param inverseNormSquared ‖A⁺‖_F² (MSE), or of its part without the constant vector (CE)
 */
record OptimalShares(double[] shares, double inverseNormSquared) {

  /**
   * The shares after some steps from {@code start}.
   *
   * @param answers u_T, one row for each neuron
   * @return empty if the classes cannot be told apart: A has a rank below K
   */
  static Optional<OptimalShares> lowered(
      DMatrixRMaj answers, double[] start, Loss loss, long steps) {
    double[] shares = start.clone();
    for (long i = 0; i < steps; i++) {
      DMatrixRMaj solved = new DMatrixRMaj(answers.numCols, answers.numRows);
      if (!solve(answers, shares, MatrixOps.transpose(answers), solved)) {
        return Optional.empty();
      }
      double[] norms = columnNorms(solved, loss);
      Arrays.setAll(shares, t -> shares[t] * norms[t]);
      double sum = Arrays.stream(shares).sum();
      Arrays.setAll(shares, t -> shares[t] / sum);
    }
    DMatrixRMaj inverse = new DMatrixRMaj(answers.numCols, answers.numCols);
    DMatrixRMaj directions =
        loss == Loss.MSE
            ? MatrixOps.identity(answers.numCols)
            : MatrixOps.centring(answers.numCols);
    return solve(answers, shares, directions, inverse)
        ? Optional.of(new OptimalShares(shares, trace(inverse, loss)))
        : Optional.empty();
  }

  /** Equal shares of {@code count} neurons. */
  static double[] equal(int count) {
    double[] shares = new double[count];
    Arrays.fill(shares, 1.0 / count);
    return shares;
  }

  /** Solves AᵀA X = right; false if AᵀA is not positive definite. */
  private static boolean solve(
      DMatrixRMaj answers, double[] shares, DMatrixRMaj right, DMatrixRMaj result) {
    DMatrixRMaj weighted = answers.copy();
    CommonOps_DDRM.multRows(shares, weighted);
    DMatrixRMaj gram = new DMatrixRMaj(answers.numCols, answers.numCols);
    CommonOps_DDRM.multTransA(answers, weighted, gram);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(gram.numCols);
    if (!solver.setA(gram)) {
      return false;
    }
    solver.solve(right, result);
    // A singular matrix can slip through with a pivot that is rounding.
    return CommonOps_DDRM.elementMaxAbs(result) * CommonOps_DDRM.elementMaxAbs(gram) < 1e10;
  }

  private static double trace(DMatrixRMaj solved, Loss loss) {
    return CommonOps_DDRM.trace(
        loss == Loss.MSE ? solved : MatrixOps.product(MatrixOps.centring(solved.numRows), solved));
  }

  private static double[] columnNorms(DMatrixRMaj matrix, Loss loss) {
    double[] sums = new double[matrix.numCols];
    double[] squares = new double[matrix.numCols];
    for (int row = 0; row < matrix.numRows; row++) {
      for (int column = 0; column < matrix.numCols; column++) {
        double value = matrix.get(row, column);
        sums[column] += value;
        squares[column] += value * value;
      }
    }
    double[] norms = new double[matrix.numCols];
    for (int column = 0; column < norms.length; column++) {
      double constant = loss == Loss.MSE ? 0 : sums[column] * sums[column] / matrix.numRows;
      norms[column] = Math.sqrt(Math.max(0, squares[column] - constant));
    }
    return norms;
  }
}
