package org.collapselab.models;

import java.util.List;
import java.util.Objects;

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

  /**
   * after(t) · min(1, (t + 1)/N) at step t = 0, 1, …: a straight line over the first N steps, the
   * first of which has the share 1/N, on top of another schedule, which it does not delay.
   *
   * @param after the schedule whose rate is reached after N − 1 steps
   * @param steps N ≥ 0; with 0 or 1 the warm-up changes nothing
   */
  record WarmedUp(LearningRate after, long steps) implements LearningRate {
    public WarmedUp {
      Objects.requireNonNull(after, "after");
      if (steps < 0 || after instanceof WarmedUp) {
        throw new IllegalArgumentException(
            "a warm-up has at least 0 steps and another schedule under it, got %d steps on %s"
                .formatted(steps, after));
      }
    }

    @Override
    public double at(long step) {
      double rate = after.at(step);
      return step + 1 < steps ? rate * (step + 1) / steps : rate;
    }
  }
}
