package org.collapselab.studies.sweep;

import java.util.Map;
import java.util.TreeMap;
import org.collapselab.trainer.config.CollectConfig;
import org.collapselab.trainer.store.LastHidden;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.Series;
import org.collapselab.trainer.store.SeriesTable;
import org.collapselab.trainer.store.sweep.Findings;

/** One collected number of a run, over its steps. */
record Collected(CollectConfig wanted, Map<Long, Double> values) {
  /**
   * Collects the number.
   *
   * @param last the layer for which {@code last} stands
   */
  static Collected of(CollectConfig wanted, LastHidden last, SeriesTable metrics) {
    LayerTap place = last.meant(wanted.layer(), wanted.tap());
    Map<Long, Double> values = byStep(metrics, wanted.split(), place, wanted.metric());
    if (!wanted.minus().isEmpty()) {
      Map<Long, Double> subtracted = byStep(metrics, wanted.minus(), place, wanted.metric());
      values.keySet().retainAll(subtracted.keySet());
      values.replaceAll((step, value) -> value - subtracted.get(step));
    }
    return new Collected(wanted, values);
  }

  private static Map<Long, Double> byStep(
      SeriesTable metrics, String split, LayerTap place, String metric) {
    Map<Long, Double> values = new TreeMap<>();
    metrics
        .find(split, place, metric)
        .ifPresent(
            series -> {
              for (Series.Point point : series.points()) {
                values.put(point.step(), point.value());
              }
            });
    return values;
  }

  /** Adds the curve and its last value as a column; false if there is nothing to add. */
  boolean into(Findings findings) {
    values.forEach(
        (step, value) -> {
          findings.point(wanted.name(), step, value);
          findings.put(wanted.name(), value);
        });
    return !values.isEmpty();
  }
}
