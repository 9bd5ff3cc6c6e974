package org.collapselab.models.completion;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Gradient of the objective over all observed entries, and steps along it. */
final class FullGradient {
  private final double lambda;
  private final Residual residual;
  private final List<DMatrixRMaj> layers;
  private final List<DMatrixRMaj> forward = new ArrayList<>(); // [l − 1] = W_l ⋯ W_1
  private final List<DMatrixRMaj> back = new ArrayList<>(); // [l − 1] = ∂fit/∂(W_l ⋯ W_1)

  /** For {@code point}, whose matrices {@link #step} changes. */
  FullGradient(CompletionProblem problem, CompletionPoint point) {
    lambda = problem.spec().lambda();
    residual = new Residual(problem);
    layers = point.layers();
    for (DMatrixRMaj layer : layers) {
      forward.add(new DMatrixRMaj(layer.numRows, problem.spec().columns()));
      back.add(new DMatrixRMaj(layer.numRows, problem.spec().columns()));
    }
  }

  /** One step of gradient descent; returns the fit before it. */
  double step(double rate) {
    double fit = propagate();
    for (int l = 0; l < layers.size(); l++) {
      CommonOps_DDRM.scale(1 - rate * lambda, layers.get(l));
      addFitGradient(l, -rate, layers.get(l));
    }
    return fit;
  }

  /** ∂objective/∂W_l for l = 1 … L. */
  List<DMatrixRMaj> gradient() {
    propagate();
    List<DMatrixRMaj> gradient = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      DMatrixRMaj term = layers.get(l).copy();
      CommonOps_DDRM.scale(lambda, term);
      addFitGradient(l, 1, term);
      gradient.add(term);
    }
    return gradient;
  }

  private double propagate() {
    int last = layers.size() - 1;
    forward.get(0).setTo(layers.get(0));
    for (int l = 1; l < last; l++) {
      CommonOps_DDRM.mult(layers.get(l), forward.get(l - 1), forward.get(l));
    }
    CommonOps_DDRM.mult(layers.get(last), forward.get(last - 1), back.get(last));
    double fit = residual.replace(back.get(last));
    for (int l = last; l >= 1; l--) {
      CommonOps_DDRM.multTransA(layers.get(l), back.get(l), back.get(l - 1));
    }
    return fit;
  }

  private void addFitGradient(int layer, double factor, DMatrixRMaj sum) {
    if (layer == 0) {
      CommonOps_DDRM.addEquals(sum, factor, back.get(0));
    } else {
      CommonOps_DDRM.multAddTransB(factor, back.get(layer), forward.get(layer - 1), sum);
    }
  }
}
