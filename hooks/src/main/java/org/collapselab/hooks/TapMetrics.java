package org.collapselab.hooks;

import java.util.List;
import java.util.stream.Stream;

/** Names of the metrics that are reported for the features at a tap. */
public final class TapMetrics {
  private TapMetrics() {}

  /**
   * All names for K classes: some geometries exist for some K only.
   *
   * @param classes K ≥ 2
   */
  public static List<String> names(int classes) {
    Stream<Metric> features =
        Stream.of(FeatureMetric.values()).filter(m -> m.existsFor(classes)).map(m -> m);
    return Stream.concat(features, Stream.of(SpectrumMetric.values())).map(Metric::label).toList();
  }
}
