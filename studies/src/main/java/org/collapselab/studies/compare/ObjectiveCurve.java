package org.collapselab.studies.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.collapselab.hooks.Metric;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.SeriesTable;
import org.collapselab.trainer.store.Splits;
import org.collapselab.trainer.store.sweep.Curve;

/**
 * The loss of the head over training. If a run has no λ_H of its own, ½λ_H‖H_1‖_F² of the
 * comparison is added, since its references contain this term.
 */
final class ObjectiveCurve {
  private ObjectiveCurve() {}

  static List<Curve.Point> curve(SeriesTable metrics, Optional<Comparison> comparison) {
    List<Curve.Point> objective = points(metrics, LayerTap.NETWORK, NetworkMetric.DUFM_OBJECTIVE);
    return comparison
        .map(Comparison::problem)
        .filter(p -> Boolean.TRUE.equals(p.lambdaHMatched()) && p.lambdaH() != null)
        .map(
            p ->
                plus(
                    objective,
                    p.lambdaH() / 2,
                    points(metrics, LayerTap.NETWORK, NetworkMetric.H1_SQUARED_NORM)))
        .orElse(objective);
  }

  /** Over training on the evaluation subset; empty if it was not measured. */
  static List<Curve.Point> points(SeriesTable metrics, LayerTap place, Metric metric) {
    return metrics.find(Splits.TRAIN, place, metric.label()).stream()
        .flatMap(series -> series.points().stream())
        .map(point -> new Curve.Point(point.step(), point.value()))
        .toList();
  }

  /** objective + factor · norm at the steps that both have. */
  private static List<Curve.Point> plus(
      List<Curve.Point> objective, double factor, List<Curve.Point> norm) {
    Map<Long, Double> norms =
        norm.stream().collect(Collectors.toMap(Curve.Point::step, Curve.Point::value, (a, b) -> b));
    return objective.stream()
        .filter(p -> norms.containsKey(p.step()))
        .map(p -> new Curve.Point(p.step(), p.value() + factor * norms.get(p.step())))
        .toList();
  }
}
