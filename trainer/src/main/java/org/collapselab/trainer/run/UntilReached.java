package org.collapselab.trainer.run;

import java.util.Optional;
import java.util.OptionalDouble;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Side;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.trainer.config.TrainConfig;
import org.collapselab.trainer.config.TrainConfig.Until;
import org.collapselab.trainer.expect.RunExpectation;

/** The bound of {@code train.until}, if there is one. */
final class UntilReached {
  private final Optional<Until> until;
  private final Taps taps;

  /**
   * @throws IllegalArgumentException if the bound is on a layer that is not there, naming those
   *     that are
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
                value(snapshot, tap(bound), bound.metric()).orElse(Double.POSITIVE_INFINITY)
                    < bound.below())
        .orElse(false);
  }

  /** Where the bound is measured; a layer without activation has its pre side alone. */
  Tap tap(Until bound) {
    String layer =
        bound.layer().equals(RunExpectation.LAST) ? taps.lastHidden().layer() : bound.layer();
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

  private static OptionalDouble value(Snapshot snapshot, Tap tap, String metric) {
    return snapshot.value(tap.layer(), Place.of(tap.side()), metric);
  }

  /** DNC1 of the features that enter the last weight matrix. */
  OptionalDouble lastHidden(Snapshot snapshot) {
    return value(snapshot, taps.lastHidden(), "nc1_trace_ratio");
  }

  String describe() {
    return until
        .map(b -> "%s of %s fell below %s.".formatted(b.metric(), b.layer(), b.below()))
        .orElse("");
  }
}
