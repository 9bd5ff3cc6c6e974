package org.collapselab.trainer.loop;

import java.util.List;
import org.collapselab.hooks.Tap;
import org.collapselab.hooks.TapMetrics;
import org.collapselab.models.Architecture;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.TrainConfig.Until;

/**
 * What shows only once a configuration lies beside its data and layers; checked before anything is
 * written or trained.
 */
final class PlanChecks {
  private final ExperimentConfig config;
  private final Taps taps;
  private final int classes;

  /**
   * @param classes K, 0 for regression
   */
  PlanChecks(ExperimentConfig config, Architecture model, int classes) {
    this.config = config;
    this.taps = Taps.of(model);
    this.classes = classes;
  }

  /**
   * Checks {@code measure.taps} and {@code train.until}.
   *
   * @throws IllegalArgumentException if a pattern matches no tap, or the bound's layer or metric is
   *     not measured
   */
  void run() {
    List<Tap> measured = measuredTaps();
    config.train().until().ifPresent(until -> requireMeasured(until, measured));
  }

  private List<Tap> measuredTaps() {
    try {
      return taps.select(config.measure().taps());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("measure.taps: " + e.getMessage(), e);
    }
  }

  private void requireMeasured(Until until, List<Tap> measured) {
    if (classes == 0) {
      throw new IllegalArgumentException(
          "train.until: %s has no classes, so there is no %s to wait for; use null"
              .formatted(config.data().set(), until.metric()));
    }
    Tap tap = new UntilReached(config.train().until(), taps).tap(until);
    if (!measured.contains(tap)) {
      throw new IllegalArgumentException(
          "train.until: %s is not among the taps that measure.taps = %s selects: %s"
              .formatted(tap, config.measure().taps(), measured));
    }
    List<String> metrics = TapMetrics.names(classes);
    if (!metrics.contains(until.metric())) {
      throw new IllegalArgumentException(
          "train.until.metric: no metric named %s; there are %s"
              .formatted(until.metric(), metrics));
    }
  }
}
