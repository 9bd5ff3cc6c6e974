package org.collapselab.trainer.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collapselab.hooks.Metric;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.Place;
import org.collapselab.trainer.expect.RunExpectation;
import org.collapselab.trainer.store.LastHidden;
import org.collapselab.trainer.store.LayerTap;

/** Rejects metrics that no run measures, as far as this is known without data and layers. */
final class MetricChecks {
  private static final int LEAST_BEGINNING = 3;

  private MetricChecks() {}

  /**
   * What is wrong with a metric at the features of a layer; empty if nothing is.
   *
   * @param metric as written
   */
  static Optional<String> atFeatures(String metric) {
    List<Metric> measured =
        Metric.all().stream().filter(m -> m.places().contains(Place.POST)).toList();
    return Metric.named(metric).isEmpty()
        ? Optional.of(unknown(metric, measured))
        : misplaced(metric, Place.POST);
  }

  /**
   * What is wrong with a metric at a layer and tap as written; empty if nothing is.
   *
   * @param layer empty for the network as a whole
   * @param tap may be empty
   */
  static Optional<String> at(String metric, String layer, String tap) {
    if (Metric.named(metric).isEmpty()) {
      return Optional.of(unknown(metric, Metric.all()));
    }
    return place(layer, tap).flatMap(place -> misplaced(metric, place));
  }

  /**
   * An expectation about a run.
   *
   * @throws IllegalArgumentException if it is about a metric that does not exist, or not there
   */
  static void require(RunExpectation expectation) {
    String place = expectation.place().orElse("");
    LayerTap written = place.equals(LastHidden.WORD) ? new LayerTap(place, "") : LayerTap.of(place);
    at(expectation.metric(), written.layer(), written.tap())
        .ifPresent(
            message -> {
              throw new IllegalArgumentException(message);
            });
  }

  /** Empty if a tap is missing or unknown. */
  private static Optional<Place> place(String layer, String tap) {
    if (tap.isEmpty()) {
      return layer.isEmpty()
          ? Optional.of(Place.HEAD)
          : Optional.of(Place.POST).filter(post -> layer.equals(LastHidden.WORD));
    }
    return Stream.of(Place.PRE, Place.POST, Place.WEIGHT)
        .filter(place -> place.label().equals(tap))
        .findFirst();
  }

  private static Optional<String> misplaced(String name, Place place) {
    Metric metric = Metric.named(name).orElseThrow();
    if (metric.places().contains(place)) {
      return Optional.empty();
    }
    if (metric instanceof NetworkMetric) {
      return Optional.of(name + " is a number about the whole network; leave out layer and tap");
    }
    String taps =
        metric.places().stream().sorted().map(Place::label).collect(Collectors.joining(" or "));
    return Optional.of(
        "%s is measured at a layer and tap; expected one with tap %s".formatted(name, taps));
  }

  private static String unknown(String name, List<Metric> measured) {
    List<String> names = measured.stream().map(Metric::label).toList();
    return "no metric named %s; %s"
        .formatted(
            name,
            Suggestions.closest(name, names)
                .or(() -> names.stream().filter(n -> begins(n, name)).findFirst())
                .map("did you mean %s? docs/metrics.md lists all"::formatted)
                .orElse("there are " + names));
  }

  private static boolean begins(String name, String word) {
    return word.length() >= LEAST_BEGINNING && name.startsWith(word);
  }
}
