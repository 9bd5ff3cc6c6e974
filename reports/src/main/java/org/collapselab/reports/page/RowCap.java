package org.collapselab.reports.page;

import java.util.stream.IntStream;

/** Keeps data small enough for a browser, at the cost of the longest series. */
public final class RowCap {
  private RowCap() {}

  /** ⌈(length − 1)/(cap − 1)⌉, which with the last point leaves at most {@code cap} points. */
  public static int stride(int length, int cap) {
    return Math.max(1, (length + cap - 3) / (cap - 1));
  }

  /** Largest cap with Σ min(length, cap) ≤ maxRows, at least 2. */
  public static int longest(int[] lengths, int maxRows) {
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
