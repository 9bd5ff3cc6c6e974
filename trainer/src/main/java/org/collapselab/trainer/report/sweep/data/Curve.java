package org.collapselab.trainer.report.sweep.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A quantity of one trial.
 *
 * @param points steps rise
 */
public record Curve(List<Point> points) {
  /** A value, NaN where the measurement was not a number. */
  public record Point(long step, double value) {}

  /** Mean and sd over trials at a step. */
  public record Mean(long step, Spread spread) {}

  /** Value at the end. */
  public double last() {
    return points.get(points.size() - 1).value();
  }

  /** Every {@code stride}-th element and the last one. */
  public static <T> List<T> every(List<T> elements, int stride) {
    List<T> kept = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      if (i % stride == 0 || i == elements.size() - 1) {
        kept.add(elements.get(i));
      }
    }
    return kept;
  }

  /**
   * Spread over trials at each step at which one of them was measured. A trial counts from its
   * first step with its last value so far, which it keeps after its end.
   */
  public static List<Mean> mean(List<Curve> curves) {
    TreeSet<Long> steps =
        curves.stream()
            .flatMap(curve -> curve.points.stream())
            .map(Point::step)
            .collect(Collectors.toCollection(TreeSet::new));
    int[] next = new int[curves.size()];
    double[] value = new double[curves.size()];
    Arrays.fill(value, Double.NaN);
    List<Mean> means = new ArrayList<>();
    for (long step : steps) {
      for (int i = 0; i < value.length; i++) {
        List<Point> points = curves.get(i).points;
        while (next[i] < points.size() && points.get(next[i]).step() <= step) {
          value[i] = points.get(next[i]++).value();
        }
      }
      Spread spread = Spread.of(Arrays.stream(value));
      if (spread.n() > 0) {
        means.add(new Mean(step, spread));
      }
    }
    return means;
  }
}
