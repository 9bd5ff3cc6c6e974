package org.collapselab.trainer.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps a table small enough for a browser: at most {@code maxRows} rows, taken from the longest
 * series, each of which keeps every s-th point and its last one.
 *
 * @param table the rows that are left
 * @param rows number of rows before
 * @param longest number of points that the longest series may keep
 */
record Thinning(LongTable table, int rows, int longest) {
  static Thinning of(LongTable table, int maxRows) {
    int rows = table.rows();
    if (rows <= maxRows) {
      return new Thinning(table, rows, rows);
    }
    int[] lengths = table.series().stream().mapToInt(s -> s.points().size()).toArray();
    int longest = cap(lengths, maxRows);
    List<Series> kept =
        table.series().stream().map(s -> s.every(stride(s.points().size(), longest))).toList();
    return new Thinning(new LongTable(kept), rows, longest);
  }

  boolean thinned() {
    return table.rows() < rows;
  }

  /** ⌈(length − 1)/(cap − 1)⌉, which with the last point leaves at most {@code cap} points. */
  private static int stride(int length, int cap) {
    return Math.max(1, (length + cap - 3) / (cap - 1));
  }

  /** Largest cap with Σ min(length, cap) ≤ maxRows, at least 2. */
  private static int cap(int[] lengths, int maxRows) {
    int low = 2;
    int high = IntStream.of(lengths).max().orElse(low);
    while (low < high) {
      int middle = low + (high - low + 1) / 2;
      long total = IntStream.of(lengths).mapToLong(length -> Math.min(length, middle)).sum();
      if (total <= maxRows) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
