package org.collapselab.reports.sweep.figures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.reports.page.RowCap;
import org.collapselab.reports.sweep.data.MeanPoint;
import org.collapselab.reports.sweep.data.TrialGroup;
import org.collapselab.trainer.store.sweep.Curve;
import org.collapselab.trainer.store.sweep.Curves;
import org.collapselab.trainer.store.sweep.TrialRow;

/**
 * Curves of one quantity.
 *
 * @param curves trial → its curve
 * @param means over these trials
 */
record CurveSet(TrialGroup group, Map<String, Curve> curves, List<MeanPoint> means) {

  static CurveSet of(TrialGroup group, String quantity, Curves all) {
    Map<String, Curve> curves = new LinkedHashMap<>();
    for (TrialRow trial : group.trials()) {
      all.curve(quantity, trial).ifPresent(curve -> curves.put(trial.id(), curve));
    }
    return new CurveSet(group, curves, MeanPoint.of(List.copyOf(curves.values())));
  }

  /** With at most {@code longest} points per line; the means are over all points. */
  CurveSet thinned(int longest) {
    Map<String, Curve> fewer = new LinkedHashMap<>();
    curves.forEach((trial, curve) -> fewer.put(trial, new Curve(few(curve.points(), longest))));
    return new CurveSet(group, fewer, few(means, longest));
  }

  private static <T> List<T> few(List<T> points, int longest) {
    return Curve.every(points, RowCap.stride(points.size(), longest));
  }
}
