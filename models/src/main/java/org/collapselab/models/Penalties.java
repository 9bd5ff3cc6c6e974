package org.collapselab.models;

import java.util.List;

/**
 * The quadratic penalties of the objective fit + ½Σ_l λ_l‖W_l‖_F² + ½λ_H‖H_1‖_F². Biases and batch
 * norm parameters are never decayed.
 *
 * @param backboneL2 λ of every backbone weight matrix
 * @param headL2 λ_1 … λ_L
 * @param featureLambda λ_H on the activation entering the head, summed over the whole training set
 * @param decoupledWeightDecay c: W ← W − lr·c·W beside the gradient step, on every weight matrix,
 *     without warm-up
 * @param warmup how the λ's are phased in
 */
public record Penalties(
    double backboneL2,
    List<Double> headL2,
    double featureLambda,
    double decoupledWeightDecay,
    Warmup warmup) {

  public Penalties {
    headL2 = List.copyOf(headL2);
    requireNonNegative("backboneL2", backboneL2);
    headL2.forEach(l -> requireNonNegative("headL2", l));
    requireNonNegative("featureLambda", featureLambda);
    requireNonNegative("decoupledWeightDecay", decoupledWeightDecay);
  }

  /** Penalties without warm-up. */
  public Penalties(
      double backboneL2, List<Double> headL2, double featureLambda, double decoupledWeightDecay) {
    this(backboneL2, headL2, featureLambda, decoupledWeightDecay, Warmup.NONE);
  }

  /** No penalty at all, for a head of L layers. */
  public static Penalties none(int headDepth) {
    return new Penalties(0, java.util.Collections.nCopies(headDepth, 0.0), 0, 0);
  }

  /** λ of a layer; {@code headIndex} 0 is the backbone. */
  double l2(int headIndex) {
    return headIndex == 0 ? backboneL2 : headL2.get(headIndex - 1);
  }

  private static void requireNonNegative(String name, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(name + " must be finite and ≥ 0, got " + value);
    }
  }
}
