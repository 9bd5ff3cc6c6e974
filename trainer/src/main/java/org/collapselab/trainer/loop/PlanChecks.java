package org.collapselab.trainer.loop;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.collapselab.hooks.Tap;
import org.collapselab.hooks.TapMetrics;
import org.collapselab.hooks.TapPattern;
import org.collapselab.models.LayerInfo;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.TrainConfig.Until;
import org.collapselab.trainer.expect.RunExpectation;

/**
 * What shows only once a configuration lies beside its data and layers; checked before anything is
 * written or trained.
 */
final class PlanChecks {
  private final ExperimentConfig config;
  private final List<LayerInfo> layers;
  private final int classes;

  /**
   * @param classes K, 0 for regression
   */
  PlanChecks(ExperimentConfig config, List<LayerInfo> layers, int classes) {
    this.config = config;
    this.layers = layers;
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

  /** All taps are measured once at the end, so the layer alone decides. */
  private void requirePlace(String expectation) {
    Optional<String> place = RunExpectation.parse(expectation).place();
    Set<String> places = new LinkedHashSet<>(List.of(RunExpectation.LAST));
    for (LayerInfo layer : layers) {
      places.addAll(List.of(layer.preTap(), layer.postTap(), layer.name() + ":weight"));
    }
    if (place.isPresent() && !places.contains(place.get())) {
      throw new IllegalArgumentException(
          "expect: %s: nothing is measured at %s; there are %s"
              .formatted(expectation, place.get(), String.join(", ", places)));
    }
  }

  private List<Tap> measuredTaps() {
    List<Tap> taps =
        layers.stream()
            .flatMap(layer -> Stream.of(layer.preTap(), layer.postTap()))
            .distinct()
            .map(Tap::parse)
            .toList();
    try {
      return TapPattern.select(
          config.measure().taps().stream().map(TapPattern::parse).toList(), taps);
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
    Tap tap = new UntilReached(config.train().until(), layers).tap(until);
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
