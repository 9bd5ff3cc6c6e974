package org.collapselab.reports.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.Series;
import org.collapselab.trainer.store.SeriesKey;
import org.collapselab.trainer.store.SeriesTable;

/**
 * Adds ½λ_H‖H_1‖_F² to the measured objective of a run without its own λ_H. Its references use a
 * matched λ_H, and without this term the run would appear to be below them.
 */
final class MatchedPenalty {
  private MatchedPenalty() {}

  /** The table with the λ_H of the comparison; unchanged if the run has its own λ_H. */
  static SeriesTable applied(SeriesTable metrics, Optional<Comparison> comparison) {
    return comparison
        .map(Comparison::problem)
        .filter(p -> Boolean.TRUE.equals(p.lambdaHMatched()) && p.lambdaH() != null)
        .map(p -> applied(metrics, p.lambdaH()))
        .orElse(metrics);
  }

  private static SeriesTable applied(SeriesTable metrics, double lambdaH) {
    Map<SeriesKey, Series> series =
        metrics.series().stream().collect(Collectors.toMap(Series::key, s -> s));
    return new SeriesTable(
        metrics.series().stream()
            .map(
                s -> {
                  SeriesKey norm =
                      new SeriesKey(
                          s.key().split(), LayerTap.NETWORK, NetworkMetric.H1_SQUARED_NORM.label());
                  return isPenalised(s.key()) && series.containsKey(norm)
                      ? plus(s, lambdaH / 2, series.get(norm))
                      : s;
                })
            .toList());
  }

  private static boolean isPenalised(SeriesKey key) {
    return key.layerTap().equals(LayerTap.NETWORK)
        && (key.quantity().equals(LossChart.OBJECTIVE)
            || key.quantity().equals(NetworkMetric.PENALTY_FEATURES.label()));
  }

  /** s + factor · norm at the steps that both have. */
  private static Series plus(Series s, double factor, Series norm) {
    Map<Long, Double> norms =
        norm.points().stream()
            .collect(Collectors.toMap(Series.Point::step, Series.Point::value, (a, b) -> b));
    List<Series.Point> points =
        s.points().stream()
            .filter(p -> norms.containsKey(p.step()))
            .map(
                p ->
                    new Series.Point(p.step(), p.epoch(), p.value() + factor * norms.get(p.step())))
            .toList();
    return new Series(s.key(), points);
  }
}
