package org.collapselab.models;

import java.util.Objects;

/**
 * SGD and its two momentum forms. With g the gradient of the mini-batch objective (L2 terms
 * included), lr the scheduled rate and μ the momentum:
 *
 * <ul>
 *   <li>{@code SGD}: θ ← θ − lr·g
 *   <li>{@code HEAVY_BALL}: v ← μv + g, θ ← θ − lr·v
 *   <li>{@code NESTEROV}: v ← μv + g, θ ← θ − lr·(g + μv)
 * </ul>
 *
 * The rate is never part of v, so a changing schedule acts at once.
 *
 * @param kind which of the three
 * @param momentum μ in [0, 1); 0 for plain SGD
 * @param learningRate the schedule
 */
public record Optimizer(Kind kind, double momentum, LearningRate learningRate) {

  /** The three update rules. */
  public enum Kind {
    SGD,
    HEAVY_BALL,
    NESTEROV
  }

  /**
   * The rate below which steps on ½hx² shrink x: 2/h, 2(1 + μ)/h with a heavy ball, 2(1 + μ)/((1 +
   * 2μ)h) with Nesterov's momentum.
   *
   * @param curvature h > 0
   */
  public double stableBelow(double curvature) {
    double factor = kind == Kind.NESTEROV ? 1 + 2 * momentum : 1;
    return 2 * (1 + momentum) / (factor * curvature);
  }

  public Optimizer {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(learningRate, "learningRate");
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("momentum must lie in [0, 1), got " + momentum);
    }
    if (kind == Kind.SGD && momentum != 0) {
      throw new IllegalArgumentException("plain SGD has no momentum, got " + momentum);
    }
  }
}
