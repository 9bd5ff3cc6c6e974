package org.collapselab.hooks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A number of {@code metrics.csv}: its name, where it is measured, and what it means. This is the
 * one list of names; {@code docs/metrics.md} is written from it.
 */
public sealed interface Metric permits FeatureMetric, SpectrumMetric, WeightMetric, NetworkMetric {
  /**
   * What a metric is, in the symbols of {@link org.collapselab.hooks.metric}.
   *
   * @param meaning in words, and the formula after the colon
   * @param range of the values, as an interval or a set
   * @param degenerate when it is NaN, infinite or absent; empty if never
   * @param definedIn simple name of the class that computes it
   */
  record Definition(String meaning, String range, String degenerate, String definedIn) {}

  /** All of them: at taps, of spectra, of weights, of the network. */
  static List<Metric> all() {
    return Stream.<Metric[]>of(
            FeatureMetric.values(),
            SpectrumMetric.values(),
            WeightMetric.values(),
            NetworkMetric.values())
        .flatMap(Stream::of)
        .toList();
  }

  /** The metric of this name; empty if there is none. */
  static Optional<Metric> named(String name) {
    return all().stream().filter(metric -> metric.label().equals(name)).findFirst();
  }

  /** The name in {@code metrics.csv}. */
  String label();

  /** Where it is measured. */
  Set<Place> places();

  /** What it is. */
  Definition definition();
}
