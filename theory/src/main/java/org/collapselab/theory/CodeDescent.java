package org.collapselab.theory;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Descends from random points of r-dimensional space to a code X (r×K) for a linear model under
 * cross-entropy: F(X) = fit(XᵀX) + (L+1)/2 · Λ Σ_i s_i^{4/(L+1)}, s_i being the singular values of
 * X. Gradient steps of Barzilai and Borwein's length, halved until F falls. Nothing depends on
 * anything but the problem, the rank and the number of the start.
 */
final class CodeDescent {
  private static final int STEPS = 200;
  private static final int HALVINGS = 40;
  private static final double DECREASE = 1e-4;
  private static final double CONVERGED = 1e-10;

  private final DufmProblem problem;
  private final double exponent;
  private final double weight;

  CodeDescent(DufmProblem problem) {
    this.problem = problem;
    exponent = 4.0 / (problem.depth() + 1);
    weight = 2 / exponent * problem.capitalLambda();
  }

  private record Value(double loss, DMatrixRMaj gradient) {}

  /** X, from a random start. */
  DMatrixRMaj from(int rank, int start) {
    return from(start(rank, start));
  }

  /** X, from a code whose length is chosen first. */
  DMatrixRMaj from(DMatrixRMaj start) {
    DMatrixRMaj code = start.copy();
    double scale = new SphericalCode(problem, code).closedForm().minimum(problem).scale();
    CommonOps_DDRM.scale(Math.sqrt(scale > 0 ? scale : 1), code);
    Value value = evaluate(code);
    double step = 0.1 / Math.max(1e-3, norm(value.gradient()));
    for (int i = 0; i < STEPS && norm(value.gradient()) > CONVERGED; i++) {
      double squares = Math.pow(norm(value.gradient()), 2);
      DMatrixRMaj next = null;
      Value found = null;
      for (int halving = 0; halving < HALVINGS; halving++) {
        next = sum(code, -step, value.gradient());
        found = evaluate(next);
        if (found.loss() <= value.loss() - DECREASE * step * squares) {
          break;
        }
        step /= 2;
      }
      if (!(found.loss() < value.loss())) {
        return code;
      }
      step = length(code, next, value.gradient(), found.gradient(), step);
      code = next;
      value = found;
    }
    return code;
  }

  /** ‖s‖²/⟨s, y⟩ of the last move and the change of the gradient. */
  private static double length(
      DMatrixRMaj from, DMatrixRMaj to, DMatrixRMaj before, DMatrixRMaj after, double otherwise) {
    DMatrixRMaj move = sum(to, -1, from);
    double curvature = dot(move, sum(after, -1, before));
    return curvature > 0 ? dot(move, move) / curvature : 2 * otherwise;
  }

  /** Gaussian directions of one length. */
  private DMatrixRMaj start(int rank, int start) {
    Random random = new Random(31L * rank + start);
    DMatrixRMaj code = new DMatrixRMaj(rank, problem.classes());
    for (int i = 0; i < code.getNumElements(); i++) {
      code.data[i] = random.nextGaussian();
    }
    double[] lengths = new double[code.numCols];
    for (int c = 0; c < code.numCols; c++) {
      for (int row = 0; row < rank; row++) {
        lengths[c] += code.get(row, c) * code.get(row, c);
      }
    }
    CommonOps_DDRM.divideCols(code, Arrays.stream(lengths).map(Math::sqrt).toArray());
    return code;
  }

  private Value evaluate(DMatrixRMaj code) {
    DMatrixRMaj errors = SphericalCode.logits(code);
    double fit = replaceByErrors(errors);
    DMatrixRMaj gradient = new DMatrixRMaj(code.numRows, code.numCols);
    CommonOps_DDRM.mult(code, errors, gradient);
    CommonOps_DDRM.multAddTransB(code, errors, gradient);
    ThinSvd svd = ThinSvd.of(code);
    double penalty = 0;
    double[] slopes = new double[code.numRows];
    for (int i = 0; i < slopes.length; i++) {
      double s = svd.values()[i];
      penalty += weight * Math.pow(s, exponent);
      slopes[i] = s > 0 ? weight * exponent * Math.pow(s, exponent - 1) : 0;
    }
    DMatrixRMaj scaled = svd.right().copy();
    CommonOps_DDRM.multRows(slopes, scaled);
    CommonOps_DDRM.multAdd(svd.left(), scaled, gradient);
    return new Value(fit + penalty, gradient);
  }

  /** Replaces Z by ∂fit/∂Z and returns the fit. */
  private double replaceByErrors(DMatrixRMaj logits) {
    int classes = logits.numCols;
    double fit = 0;
    for (int c = 0; c < classes; c++) {
      double own = logits.get(c, c);
      double largest = own;
      for (int row = 0; row < classes; row++) {
        largest = Math.max(largest, logits.get(row, c));
      }
      double total = 0;
      for (int row = 0; row < classes; row++) {
        total += Math.exp(logits.get(row, c) - largest);
      }
      fit += (Math.log(total) + largest - own) / classes;
      for (int row = 0; row < classes; row++) {
        double share = Math.exp(logits.get(row, c) - largest) / total;
        logits.set(row, c, (share - (row == c ? 1 : 0)) / classes);
      }
    }
    return fit;
  }

  private static double dot(DMatrixRMaj x, DMatrixRMaj y) {
    double sum = 0;
    for (int i = 0; i < x.getNumElements(); i++) {
      sum += x.get(i) * y.get(i);
    }
    return sum;
  }

  private static double norm(DMatrixRMaj matrix) {
    return Math.sqrt(dot(matrix, matrix));
  }

  private static DMatrixRMaj sum(DMatrixRMaj x, double factor, DMatrixRMaj y) {
    DMatrixRMaj sum = new DMatrixRMaj(x.numRows, x.numCols);
    CommonOps_DDRM.add(x, factor, y, sum);
    return sum;
  }
}
