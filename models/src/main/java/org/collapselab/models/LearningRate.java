package org.collapselab.models;

import java.util.List;

/** A learning-rate schedule as a function of the number of steps taken so far. */
public sealed interface LearningRate {

  /** Rate used by step number {@code step} (0 = the first). */
  double at(long step);

  /** The same rate throughout. */
  record Constant(double rate) implements LearningRate {
    @Override
    public double at(long step) {
      return rate;
    }
  }

  /** rate · gamma^(number of milestones ≤ step); milestones are step numbers, increasing. */
  record Step(double rate, List<Long> milestones, double gamma) implements LearningRate {
    public Step {
      milestones = List.copyOf(milestones);
    }

    @Override
    public double at(long step) {
      return rate * Math.pow(gamma, (double) milestones.stream().filter(m -> m <= step).count());
    }
  }

  /**
   * rate · (f + (1 − f)·(1 + cos(π·min(1, step/steps)))/2) with f = finalFactor: falls from rate to
   * f·rate over {@code steps} and stays there.
   */
  record Cosine(double rate, long steps, double finalFactor) implements LearningRate {
    @Override
    public double at(long step) {
      double done = Math.min(1.0, (double) step / steps);
      return rate * (finalFactor + (1 - finalFactor) * 0.5 * (1 + Math.cos(Math.PI * done)));
    }
  }
}
