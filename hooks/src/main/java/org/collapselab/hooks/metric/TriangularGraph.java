package org.collapselab.hooks.metric;

import java.util.OptionalInt;

/** T(r): its vertices are the edges of the complete graph K_r, adjacent when they share an end. */
final class TriangularGraph {
  private final int order;
  private final int[] low;
  private final int[] high;

  /**
   * @param order r ≥ 3
   */
  TriangularGraph(int order) {
    this.order = order;
    this.low = new int[order * (order - 1) / 2];
    this.high = new int[low.length];
    int edge = 0;
    for (int a = 0; a < order; a++) {
      for (int b = a + 1; b < order; b++) {
        low[edge] = a;
        high[edge] = b;
        edge++;
      }
    }
  }

  /** The r ≥ 3 with r(r−1)/2 = classes, if there is one. */
  static OptionalInt verticesFor(int classes) {
    int order = (int) Math.round((1 + Math.sqrt(1 + 8.0 * classes)) / 2);
    return order >= 3 && order * (order - 1) / 2 == classes
        ? OptionalInt.of(order)
        : OptionalInt.empty();
  }

  /** r. */
  int order() {
    return order;
  }

  /** K = r(r−1)/2. */
  int edges() {
    return low.length;
  }

  /** Neighbours of each edge, 2(r−2). */
  int degree() {
    return 2 * (order - 2);
  }

  int low(int edge) {
    return low[edge];
  }

  int high(int edge) {
    return high[edge];
  }

  /** Lexicographic number of the edge {a, b}, a &lt; b. */
  int edge(int a, int b) {
    return a * (2 * order - a - 1) / 2 + (b - a - 1);
  }

  /** Whether two edges share exactly one end. */
  boolean adjacent(int e, int f) {
    return e != f
        && (low[e] == low[f] || low[e] == high[f] || high[e] == low[f] || high[e] == high[f]);
  }
}
