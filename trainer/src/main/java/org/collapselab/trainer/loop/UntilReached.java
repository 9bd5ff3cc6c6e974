package org.collapselab.trainer.loop;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.models.LayerInfo;
import org.collapselab.trainer.config.TrainConfig;
import org.collapselab.trainer.config.TrainConfig.Until;

/** The bound of {@code train.until}, if there is one. */
final class UntilReached {
  private final Optional<Until> until;
  private final List<LayerInfo> layers;

  /**
   * @throws IllegalArgumentException if the bound is on a layer that is not there, naming those
   *     that are
   */
  UntilReached(Optional<Until> until, List<LayerInfo> layers) {
    this.until = until;
    this.layers = layers;
    until.ifPresent(this::tap);
  }

  boolean isReached(Snapshot snapshot) {
    return until
        .map(
            bound ->
                value(snapshot, tap(bound), bound.metric()).orElse(Double.POSITIVE_INFINITY)
                    < bound.below())
        .orElse(false);
  }

  /** Where the bound is measured; a layer without activation has its pre side alone. */
  Tap tap(Until bound) {
    LayerInfo layer =
        bound.layer().equals("last") ? LayerInfo.lastHidden(layers) : named(bound.layer());
    return Tap.parse(bound.tap() == TrainConfig.Tap.PRE ? layer.preTap() : layer.postTap());
  }

  private LayerInfo named(String name) {
    return layers.stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "train.until.layer: no layer named %s; there are %s and last"
                        .formatted(name, layers.stream().map(LayerInfo::name).toList())));
  }

  private static OptionalDouble value(Snapshot snapshot, Tap tap, String metric) {
    return snapshot.value(tap.layer(), Place.of(tap.side()), metric);
  }

  /** DNC1 of the features that enter the last weight matrix. */
  OptionalDouble lastHidden(Snapshot snapshot) {
    return value(snapshot, Tap.parse(LayerInfo.lastHidden(layers).postTap()), "nc1_trace_ratio");
  }

  String describe() {
    return until
        .map(b -> "%s of %s fell below %s.".formatted(b.metric(), b.layer(), b.below()))
        .orElse("");
  }
}
