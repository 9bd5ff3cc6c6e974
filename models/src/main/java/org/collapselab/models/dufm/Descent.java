package org.collapselab.models.dufm;

import java.util.List;
import java.util.TreeSet;
import org.collapselab.models.Warmup;

/**
 * Full-batch gradient descent, V ← μV + ∇, θ ← θ − ηV, on the fit and the penalties times their
 * share in the {@link Warmup} at each step.
 *
 * @param steps most steps to take, ≥ 0
 * @param learningRate η &gt; 0
 * @param momentum μ in [0, 1), heavy ball
 * @param gradientTolerance stop where ‖∇‖ of the objective is at most this, once the penalties are
 *     full; 0 takes all steps
 * @param warmup how the penalties begin; shorter than {@code steps}; null is {@link Warmup#NONE},
 *     for files from before there was one
 */
public record Descent(
    long steps, double learningRate, double momentum, double gradientTolerance, Warmup warmup) {
  private static final int LOOKS_PER_DECADE = 10;

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
    warmup = warmup == null ? Warmup.NONE : warmup;
    if (warmup.length() > 0 && warmup.length() >= steps) {
      throw new IllegalArgumentException(
          "the penalties are full after %d free steps and %d of warm-up; that must be less than the %d steps"
              .formatted(warmup.freeSteps(), warmup.risingSteps(), steps));
    }
  }

  /** Descent with full penalties from the first step on. */
  public Descent(long steps, double learningRate, double momentum, double gradientTolerance) {
    this(steps, learningRate, momentum, gradientTolerance, Warmup.NONE);
  }

  /** Receives the state of all runs of a batch at log-spaced steps. */
  @FunctionalInterface
  public interface Listener {
    /** One entry per run, in the order of their starts; a run that has ended repeats its last. */
    void looked(long step, List<Progress> runs);
  }

  /**
   * One run at one step.
   *
   * @param step steps taken
   * @param loss the objective; NaN if the run diverged
   * @param gradientNorm ‖∇‖; NaN if the run diverged
   * @param diverged whether it diverged
   * @param point the current point; the last finite one recorded if it diverged
   */
  public record Progress(
      long step, double loss, double gradientNorm, boolean diverged, DufmPoint point) {}

  /** The step after which the last tenth begins; 0 if there are no steps. */
  public long lastTenth() {
    return steps - Math.min(steps, Math.max(1, steps / 10));
  }

  /** The steps that listeners are told about: 0, then ten a decade, the last tenth, the last. */
  List<Long> looks() {
    TreeSet<Long> looks = new TreeSet<>(List.of(0L, lastTenth(), steps));
    double exponent = 0;
    while (Math.pow(10, exponent / LOOKS_PER_DECADE) < steps) {
      looks.add(Math.round(Math.pow(10, exponent / LOOKS_PER_DECADE)));
      exponent++;
    }
    return List.copyOf(looks);
  }
}
