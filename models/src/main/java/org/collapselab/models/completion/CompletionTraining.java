package org.collapselab.models.completion;

import java.util.OptionalInt;

/**
 * How a network is trained: full-batch gradient descent, the warm-up, and then SGD with weight
 * decay in every step, W_l ← (1 − ηλ)W_l − η·(mean gradient of ½(A_ij − A*_ij)² over the
 * mini-batch).
 *
 * @param learningRate η &gt; 0 of SGD
 * @param steps of SGD, ≥ 0
 * @param batch entries in a step, ≥ 1, drawn from I with replacement; 1 in [W]. Empty for gradient
 *     descent on all of I, which is SGD without its noise
 * @param warmupSteps of gradient descent, ≥ 0
 * @param warmupRate η &gt; 0 of gradient descent
 * @param lookEvery steps between two looks, ≥ 1
 * @param rankTolerance τ in (0, 1), see {@link CompletionLook#rank}
 * @param initialScale &gt; 0: W_l starts as N(0, initialScale²/width)
 * @param seed of the start and of the mini-batches
 */
public record CompletionTraining(
    double learningRate,
    long steps,
    OptionalInt batch,
    long warmupSteps,
    double warmupRate,
    long lookEvery,
    double rankTolerance,
    double initialScale,
    long seed) {
  /** A τ with a margin on both sides, for L = 3 and 4. */
  public static final double RANK_TOLERANCE = 0.1;

  /**
   * Checks every component. A step too large for the problem is not an error: the run diverges.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public CompletionTraining {
    positive("the learning rate", learningRate);
    Check.that(steps >= 0, "steps must be at least 0, got %d", steps);
    batch.ifPresent(
        entries ->
            Check.that(entries >= 1, "the batch must have at least 1 entry, got %d", entries));
    Check.that(warmupSteps >= 0, "warm-up steps must be at least 0, got %d", warmupSteps);
    positive("the warm-up's learning rate", warmupRate);
    Check.that(lookEvery >= 1, "steps between two looks must be at least 1, got %d", lookEvery);
    Check.that(
        rankTolerance > 0 && rankTolerance < 1,
        "the rank tolerance (τ) must be in (0, 1), got %s",
        rankTolerance);
    positive("the initial scale", initialScale);
  }

  /** The same with another η and other numbers of steps. */
  public CompletionTraining with(double otherRate, long otherSteps, long otherWarmupSteps) {
    return new CompletionTraining(
        otherRate,
        otherSteps,
        batch,
        otherWarmupSteps,
        warmupRate,
        lookEvery,
        rankTolerance,
        initialScale,
        seed);
  }

  private static void positive(String what, double value) {
    Check.that(
        value > 0 && Double.isFinite(value), "%s must be positive and finite, got %s", what, value);
  }
}
