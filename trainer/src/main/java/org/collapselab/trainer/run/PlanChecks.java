package org.collapselab.trainer.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.collapselab.hooks.Tap;
import org.collapselab.hooks.TapMetrics;
import org.collapselab.models.Architecture;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.Penalties;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.TrainConfig.Until;
import org.collapselab.trainer.expect.RunExpectation;
import org.collapselab.trainer.store.LastHidden;

/**
 * Checks what can only be checked once the data and the layers are known, before anything is
 * written or trained.
 */
final class PlanChecks {
  private final ExperimentConfig config;
  private final Taps taps;
  private final List<String> weightLayers;
  private final int classes;

  /**
   * @param classes K, 0 for regression
   */
  PlanChecks(ExperimentConfig config, Architecture model, int classes) {
    this.config = config;
    this.taps = Taps.of(model);
    this.weightLayers =
        model.layers(Penalties.none(model.headDepth())).stream().map(LayerInfo::name).toList();
    this.classes = classes;
  }

  /**
   * Checks {@code measure.taps}, {@code train.until} and the places in {@code expect}.
   *
   * @throws IllegalArgumentException if a pattern matches no tap, or the bound's layer or metric is
   *     not measured
   */
  void run() {
    List<Tap> measured = measuredTaps();
    config.train().until().ifPresent(until -> requireMeasured(until, measured));
    config.expect().forEach(this::requirePlace);
  }

  /** Expectations are about what is measured at the end, not about what the schedule selects. */
  private void requirePlace(String expectation) {
    Optional<String> place = RunExpectation.parse(expectation).place();
    Set<String> places = new LinkedHashSet<>(List.of(LastHidden.WORD));
    taps.atTheEnd(config).forEach(tap -> places.add(tap.toString()));
    weightLayers.forEach(layer -> places.add(layer + ":weight"));
    if (place.isPresent() && !places.contains(place.get())) {
      throw new IllegalArgumentException(
          "expect: %s: nothing is measured at %s; there are %s"
              .formatted(expectation, place.get(), String.join(", ", places)));
    }
  }

  private List<Tap> measuredTaps() {
    try {
      return taps.select(config.measure()).taps();
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
