package org.collapselab.trainer.store.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * A quantity of one trial.
 *
 * @param points in ascending order of steps
 */
public record Curve(List<Point> points) {
  /** A value, NaN where the measurement was not a number. */
  public record Point(long step, double value) {}

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
}
