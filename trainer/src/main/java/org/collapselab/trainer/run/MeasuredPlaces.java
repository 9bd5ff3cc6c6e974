package org.collapselab.trainer.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.collapselab.hooks.Tap;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.store.LastHidden;
import org.collapselab.trainer.store.Splits;

/** The places for which {@code metrics.csv} of a run will have numbers, known before training. */
final class MeasuredPlaces {
  private static final String WEIGHT = "weight";

  private final ExperimentConfig config;
  private final Taps taps;
  private final List<String> weightLayers;
  private final List<Tap> scheduled;
  private final boolean hasTest;

  /**
   * @param scheduled what {@code measure.taps} selects
   * @param hasTest whether the data have samples for testing, as far as is known
   */
  MeasuredPlaces(
      ExperimentConfig config,
      Taps taps,
      List<String> weightLayers,
      List<Tap> scheduled,
      boolean hasTest) {
    this.config = config;
    this.taps = taps;
    this.weightLayers = weightLayers;
    this.scheduled = scheduled;
    this.hasTest = hasTest;
  }

  /** {@code layer:tap} of the last hidden layer. */
  String lastTap() {
    return taps.lastHidden().toString();
  }

  /** Layer of the last hidden layer. */
  String lastLayer() {
    return taps.lastHidden().layer();
  }

  /**
   * Why a place on a split has no number; empty if it has one.
   *
   * @param place {@code layer:tap}; empty for numbers about the whole network
   * @param split empty for the last values on the training set
   */
  Optional<String> missing(Optional<String> place, Optional<String> split) {
    if (split.filter(Splits.TEST::equals).isPresent()) {
      if (!config.measure().test()) {
        return Optional.of("nothing is measured on test with measure.test = false");
      }
      if (!hasTest) {
        return Optional.of(
            "nothing is measured on test, because the data have no test part; set aside a share with data.holdout");
      }
    }
    Set<String> known = on(split);
    boolean there =
        place.isEmpty()
            || known.contains(place.get().equals(LastHidden.WORD) ? lastTap() : place.get());
    String on = split.map(" on "::concat).orElse("");
    return there
        ? Optional.empty()
        : Optional.of(
            "nothing is measured at %s%s; there are %s"
                .formatted(place.orElse(""), on, shown(known)));
  }

  private String shown(Set<String> known) {
    Set<String> names = new LinkedHashSet<>();
    if (known.contains(lastTap())) {
      names.add(LastHidden.WORD);
    }
    names.addAll(known);
    return names.isEmpty()
        ? "only numbers about the whole network"
        : names.stream().collect(Collectors.joining(", "));
  }

  /**
   * A regression has no classes, so only its weights are measured; weights are only measured on the
   * training set.
   */
  private Set<String> on(Optional<String> split) {
    Set<String> places = new LinkedHashSet<>();
    boolean atEnd = split.isEmpty() || split.get().equals(Splits.TRAIN_ALL);
    if (!config.data().isRegression()) {
      (atEnd ? taps.atTheEnd(config) : scheduled).forEach(tap -> places.add(tap.toString()));
    }
    if (split.isEmpty() || !split.get().equals(Splits.TEST)) {
      weightLayers.forEach(layer -> places.add(layer + ":" + WEIGHT));
    }
    return places;
  }
}
