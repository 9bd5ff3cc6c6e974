package org.collapselab.hooks.metric;

import org.collapselab.theory.TriangularGraph;

/**
 * The best of the 30,240 labelings of ten classes by the edges of K_5, exactly: the one with the
 * least weight on the 15 pairs of disjoint edges, which form the Petersen graph.
 *
 * <p>Let class 0 be the edge {a, b}. Three classes x_c, x_d, x_e are the other edges at a, three
 * y_c, y_d, y_e those at b, and z_c, z_d, z_e are the edges {d, e}, {c, e}, {c, d}. Disjoint are 0
 * and each z; x_i and y_j for i ≠ j; z_i and both x_i and y_i. So for each choice of the z (84) and
 * split of the rest (10), what remains is to match x, y and z in triples (36 ways) with the least
 * Σ_i w(x_i, z_i) + w(y_i, z_i) − w(x_i, y_i).
 */
final class PetersenSearch {
  private static final int[][] ORDERS = {
    {0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}
  };

  private final TriangularGraph graph;
  private final double[][] weights;
  private final int[] z = new int[3];
  private final int[] x = new int[3];
  private final int[] y = new int[3];
  private final double[][][] triples = new double[3][3][3];
  private double least = Double.POSITIVE_INFINITY;
  private int[] best;

  /**
   * @param weights 10×10, symmetric
   */
  PetersenSearch(TriangularGraph graph, double[][] weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /** Edge of each class. */
  int[] best() {
    for (z[0] = 1; z[0] < 10; z[0]++) {
      for (z[1] = z[0] + 1; z[1] < 10; z[1]++) {
        for (z[2] = z[1] + 1; z[2] < 10; z[2]++) {
          split();
        }
      }
    }
    return best;
  }

  /** The six classes besides 0 and the z, in two halves; a and b may be exchanged. */
  private void split() {
    int[] rest = new int[6];
    int count = 0;
    for (int c = 1; c < 10; c++) {
      if (c != z[0] && c != z[1] && c != z[2]) {
        rest[count++] = c;
      }
    }
    for (int second = 1; second < 6; second++) {
      for (int third = second + 1; third < 6; third++) {
        int placed = 0;
        for (int i = 1; i < 6; i++) {
          if (i != second && i != third) {
            y[placed++] = rest[i];
          }
        }
        x[0] = rest[0];
        x[1] = rest[second];
        x[2] = rest[third];
        match();
      }
    }
  }

  private void match() {
    double base = weights[0][z[0]] + weights[0][z[1]] + weights[0][z[2]];
    double bound = 0;
    for (int i = 0; i < 3; i++) {
      double smallest = Double.POSITIVE_INFINITY;
      for (int j = 0; j < 3; j++) {
        double across = weights[x[i]][y[j]];
        base += across;
        for (int k = 0; k < 3; k++) {
          double triple = weights[x[i]][z[k]] + weights[y[j]][z[k]] - across;
          triples[i][j][k] = triple;
          smallest = Math.min(smallest, triple);
        }
      }
      bound += smallest;
    }
    if (base + bound >= least) {
      return;
    }
    for (int[] p : ORDERS) {
      for (int[] q : ORDERS) {
        double sum =
            base + triples[0][p[0]][q[0]] + triples[1][p[1]][q[1]] + triples[2][p[2]][q[2]];
        if (sum < least) {
          least = sum;
          keep(p, q);
        }
      }
    }
  }

  private void keep(int[] p, int[] q) {
    best = new int[10];
    best[0] = graph.edge(0, 1);
    int[] opposite = {graph.edge(3, 4), graph.edge(2, 4), graph.edge(2, 3)};
    for (int i = 0; i < 3; i++) {
      best[x[i]] = graph.edge(0, 2 + i);
      best[y[p[i]]] = graph.edge(1, 2 + i);
      best[z[q[i]]] = opposite[i];
    }
  }
}
