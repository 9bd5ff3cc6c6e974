package org.collapselab.trainer.run;

import java.util.Optional;
import java.util.OptionalDouble;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.hooks.Metric;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Side;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.trainer.config.TrainConfig;
import org.collapselab.trainer.config.TrainConfig.Until;
import org.collapselab.trainer.store.LastHidden;
import org.collapselab.trainer.store.LayerTap;

/** The bound of {@code train.until}, if there is one. */
final class UntilReached {
  private final Optional<Until> until;
  private final Taps taps;

  /**
   * @throws IllegalArgumentException if the bound is on a layer that does not exist, naming those
   *     that do
   */
  UntilReached(Optional<Until> until, Taps taps) {
    this.until = until;
    this.taps = taps;
    until.ifPresent(this::tap);
  }

  boolean isReached(Snapshot snapshot) {
    return until
        .map(
            bound ->
                Metric.named(bound.metric()).stream()
                    .map(metric -> value(snapshot, tap(bound), metric))
                    .anyMatch(v -> v.isPresent() && v.getAsDouble() < bound.below()))
        .orElse(false);
  }

  /** The tap at which the bound is measured; a layer without activation has only its pre side. */
  Tap tap(Until bound) {
    LastHidden last = new LastHidden(LayerTap.of(taps.lastHidden().toString()));
    String layer = last.meant(bound.layer(), Side.POST.label()).layer();
    if (!taps.layers().contains(layer)) {
      throw new IllegalArgumentException(
          "train.until.layer: no layer named %s; there are %s and last"
              .formatted(layer, taps.layers()));
    }
    Tap post = new Tap(layer, Side.POST);
    return bound.tap() == TrainConfig.Tap.POST && taps.all().contains(post)
        ? post
        : new Tap(layer, Side.PRE);
  }

  private static OptionalDouble value(Snapshot snapshot, Tap tap, Metric metric) {
    return snapshot.value(tap.layer(), Place.of(tap.side()), metric);
  }

  /** DNC1 of the features that enter the last weight matrix. */
  OptionalDouble lastHidden(Snapshot snapshot) {
    return value(snapshot, taps.lastHidden(), FeatureMetric.NC1_TRACE_RATIO);
  }

  /** Tap of {@link #lastHidden}. */
  Tap lastTap() {
    return taps.lastHidden();
  }

  String describe() {
    return until
        .map(b -> "%s of %s fell below %s.".formatted(b.metric(), b.layer(), b.below()))
        .orElse("");
  }
}
