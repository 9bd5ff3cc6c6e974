package org.collapselab.trainer.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** One quantity over training, in the order it was written. */
public record Series(SeriesKey key, List<Point> points) {
  /** A value at a step; not finite if the measurement was not. */
  public record Point(long step, double epoch, double value) {}

  /** Every {@code stride}-th point and the last one. */
  public Series every(int stride) {
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      if (i % stride == 0 || i == points.size() - 1) {
        kept.add(points.get(i));
      }
    }
    return new Series(key, kept);
  }

  public DoubleStream values() {
    return points.stream().mapToDouble(Point::value).filter(Double::isFinite);
  }

  /** The last point; there is one. */
  public Point last() {
    return points.get(points.size() - 1);
  }
}
