package org.collapselab.trainer.loop;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.models.LayerInfo;
import org.collapselab.trainer.config.TrainConfig.Until;

/** The bound of {@code train.until}, if there is one. */
final class UntilReached {
  private final Optional<Until> until;
  private final List<LayerInfo> layers;

  UntilReached(Optional<Until> until, List<LayerInfo> layers) {
    this.until = until;
    this.layers = layers;
    until.ifPresent(this::requireKnownLayer);
  }

  private void requireKnownLayer(Until bound) {
    boolean known =
        bound.layer().equals("last")
            || layers.stream().anyMatch(layer -> layer.name().equals(bound.layer()));
    if (!known) {
      throw new IllegalArgumentException(
          "train.until.layer: no layer named %s; there are %s and last"
              .formatted(bound.layer(), layers.stream().map(LayerInfo::name).toList()));
    }
  }

  boolean isReached(Snapshot snapshot) {
    return until
        .map(bound -> value(snapshot, bound).orElse(Double.POSITIVE_INFINITY) < bound.below())
        .orElse(false);
  }

  private OptionalDouble value(Snapshot snapshot, Until bound) {
    if (bound.layer().equals("last")) {
      return value(snapshot, lastHidden(), bound.metric());
    }
    Place place = Place.valueOf(bound.tap().name());
    return snapshot.value(bound.layer(), place, bound.metric());
  }

  private static OptionalDouble value(Snapshot snapshot, Tap tap, String metric) {
    return snapshot.value(tap.layer(), Place.of(tap.side()), metric);
  }

  /** DNC1 of the features that enter the last weight matrix. */
  OptionalDouble lastHidden(Snapshot snapshot) {
    return value(snapshot, lastHidden(), "nc1_trace_ratio");
  }

  private Tap lastHidden() {
    return Tap.parse(layers.get(layers.size() - 2).postTap());
  }

  String describe() {
    return until
        .map(b -> "%s of %s fell below %s.".formatted(b.metric(), b.layer(), b.below()))
        .orElse("");
  }
}
