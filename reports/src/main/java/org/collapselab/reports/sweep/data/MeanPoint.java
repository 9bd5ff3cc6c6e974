package org.collapselab.reports.sweep.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.collapselab.trainer.store.sweep.Curve;

/** Mean and sd over trials at a step. */
public record MeanPoint(long step, Spread spread) {

  /**
   * Spread over trials at each step at which at least one was measured. From its first step on, a
   * trial counts with its latest value, which it keeps after its end.
   */
  public static List<MeanPoint> of(List<Curve> curves) {
    TreeSet<Long> steps =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .map(Curve.Point::step)
            .collect(Collectors.toCollection(TreeSet::new));
    int[] next = new int[curves.size()];
    double[] value = new double[curves.size()];
    Arrays.fill(value, Double.NaN);
    List<MeanPoint> means = new ArrayList<>();
    for (long step : steps) {
      for (int i = 0; i < value.length; i++) {
        List<Curve.Point> points = curves.get(i).points();
        while (next[i] < points.size() && points.get(next[i]).step() <= step) {
          value[i] = points.get(next[i]++).value();
        }
      }
      Spread spread = Spread.of(Arrays.stream(value));
      if (spread.n() > 0) {
        means.add(new MeanPoint(step, spread));
      }
    }
    return means;
  }
}
