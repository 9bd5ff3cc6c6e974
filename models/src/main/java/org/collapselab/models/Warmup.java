package org.collapselab.models;

/**
 * How the penalties of an objective are phased in: at step t = 0, 1, … every λ is multiplied by
 * max(0, min(1, (t − F)/T)), which is 1 from step F + T on.
 *
 * @param freeSteps F ≥ 0, steps without penalties
 * @param risingSteps T ≥ 0, steps over which they rise to their values; 0 for a jump
 */
public record Warmup(long freeSteps, long risingSteps) {
  /** Full penalties from the first step on. */
  public static final Warmup NONE = new Warmup(0, 0);

  public Warmup {
    if (freeSteps < 0 || risingSteps < 0) {
      throw new IllegalArgumentException(
          "steps of a warm-up must be ≥ 0, got %d and %d".formatted(freeSteps, risingSteps));
    }
  }

  /** F + T, the step from which on the penalties are full. */
  public long length() {
    return freeSteps + risingSteps;
  }

  /** The share in [0, 1] of every λ at a step. */
  public double share(long step) {
    if (step >= length()) {
      return 1;
    }
    return Math.max(0, (double) (step - freeSteps) / risingSteps);
  }
}
