package org.collapselab.models.dufm;

/**
 * Full-batch gradient descent, V ← μV + ∇, θ ← θ − ηV.
 *
 * @param steps most steps to take, ≥ 0
 * @param learningRate η &gt; 0
 * @param momentum μ in [0, 1), heavy ball
 * @param gradientTolerance stop where ‖∇‖ of the objective is at most this; 0 takes all steps
 */
public record Descent(long steps, double learningRate, double momentum, double gradientTolerance) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public Descent {
    if (steps < 0) {
      throw new IllegalArgumentException("steps must be at least 0, got " + steps);
    }
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "the learning rate must be positive and finite, got " + learningRate);
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("the momentum must be in [0, 1), got " + momentum);
    }
    if (!(gradientTolerance >= 0)) {
      throw new IllegalArgumentException(
          "the gradient tolerance must be at least 0, got " + gradientTolerance);
    }
  }
}
