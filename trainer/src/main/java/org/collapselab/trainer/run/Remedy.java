package org.collapselab.trainer.run;

import java.util.Optional;
import org.collapselab.models.Network;
import org.collapselab.models.NetworkState;
import org.collapselab.trainer.config.OptimizerConfig;

/** Looks for a warm-up or a learning rate under which a run that diverged would not have. */
final class Remedy {
  private static final int[] WARMUPS = {100, 300, 1000};
  private static final int AFTERWARDS = 100; // steps beyond the step or the warm-up in question
  private static final long PATIENCE = 30_000_000_000L; // nanoseconds for all trials

  private final RunPlan plan;
  private final NetworkState start;
  private final long end;
  private long left = PATIENCE;

  /**
   * @param start state from which another rate is tried
   * @param end step at which the run diverged
   */
  Remedy(RunPlan plan, NetworkState start, long end) {
    this.plan = plan;
    this.start = start;
    this.end = end;
  }

  /**
   * What holds or, if nothing was found in half a minute, what to try.
   *
   * @param stableRate learning rate that the curvature allows
   */
  String sentence(Optional<Double> stableRate) {
    OptimizerConfig optimizer = plan.config().optimizer();
    if (start.steps() == 0) {
      for (int steps : WARMUPS) {
        if (steps > optimizer.warmupSteps() && holds(optimizer.withWarmupSteps(steps), steps)) {
          return held("optimizer.warmup_steps=" + steps, steps);
        }
      }
    }
    double rate = rounded(Math.min(stableRate.orElse(Double.MAX_VALUE), optimizer.learningRate()));
    for (double smaller : new double[] {rate, rounded(rate / 3), rounded(rate / 10)}) {
      if (smaller < optimizer.learningRate() && holds(optimizer.withLearningRate(smaller), 0)) {
        return held("optimizer.learning_rate=" + text(smaller), 0);
      }
    }
    return "Try optimizer.learning_rate=%s, a longer optimizer.warmup_steps, or a smaller model.init_gain."
        .formatted(text(rounded(rate / 3)));
  }

  private String held(String setting, int warmup) {
    return "%s holds: tried from step %d to step %d."
        .formatted(setting, start.steps(), lastStep(warmup));
  }

  private long lastStep(int warmup) {
    return Math.min(plan.totalSteps(), Math.max(end, warmup) + AFTERWARDS);
  }

  /** Whether training stays below {@code train.explode_above}; no if there is no time to see. */
  private boolean holds(OptimizerConfig optimizer, int warmup) {
    RunPlan other = plan.withOptimizer(optimizer);
    long began = System.nanoTime();
    try (Network network = other.networks().create(other.train().size(), other.stepsPerEpoch())) {
      network.restore(start);
      BatchFeed feed = other.feed();
      while (network.steps() < lastStep(warmup)) {
        double objective = network.step(feed.batch(network.steps()));
        boolean sound = objective <= plan.config().train().explodeAbove();
        if (!sound || System.nanoTime() - began > left) {
          return false;
        }
      }
      return true;
    } finally {
      left -= System.nanoTime() - began;
    }
  }

  /** The largest 1, 2 or 5 times a power of ten that is not above x. */
  private static double rounded(double x) {
    double power = Math.pow(10, Math.floor(Math.log10(x)));
    double digit = x / power;
    return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power;
  }

  private static String text(double rate) {
    return "%.1g".formatted(rate);
  }
}
