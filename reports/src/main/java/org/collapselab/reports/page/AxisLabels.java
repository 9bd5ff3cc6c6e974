package org.collapselab.reports.page;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Places labels next to an axis so that they stay near their values without touching. */
public final class AxisLabels {
  private AxisLabels() {}

  /**
   * Positions in pixels from the top, at least {@code gap} apart and, if there is room for all,
   * within 0 … {@code height}; labels keep the order of their wanted positions.
   */
  public static double[] spread(List<Double> wishes, double gap, double height) {
    int[] order =
        IntStream.range(0, wishes.size())
            .boxed()
            .sorted(Comparator.comparing(wishes::get))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] placed = new double[order.length];
    double least = 0;
    for (int i : order) {
      placed[i] = Math.max(wishes.get(i), least);
      least = placed[i] + gap;
    }
    double most = height;
    for (int rank = order.length - 1; rank >= 0; rank--) {
      placed[order[rank]] = Math.min(placed[order[rank]], most);
      most = placed[order[rank]] - gap;
    }
    return placed;
  }
}
