package org.collapselab.hooks.metric;

import java.util.Arrays;
import org.collapselab.theory.TriangularGraph;

/**
 * Classes 0 … m−1 placed on different edges of K_r, up to the names of its vertices.
 *
 * <p>Vertices are named in the order of their first appearance. Two vertices that first appear on
 * the same edge are told apart by the first later edge that meets one of them: it takes the lower
 * name. Growing under these two rules reaches each orbit of labelings under S_r exactly once: K!/r!
 * complete labelings, 30240 for r = 5.
 */
final class PartialLabeling {
  private static final int NONE = -1;

  private final TriangularGraph graph;
  private final double[][] weights;
  private final int[] edges;
  private final boolean[] used;
  private final int[] degree;
  private final int[] twinBelow;
  private int size;
  private int seen;

  PartialLabeling(TriangularGraph graph, double[][] weights) {
    this.graph = graph;
    this.weights = weights;
    this.edges = new int[graph.classes()];
    this.used = new boolean[graph.classes()];
    this.degree = new int[graph.vertices()];
    this.twinBelow = new int[graph.vertices()];
  }

  PartialLabeling copy() {
    PartialLabeling copy = new PartialLabeling(graph, weights);
    System.arraycopy(edges, 0, copy.edges, 0, size);
    System.arraycopy(used, 0, copy.used, 0, used.length);
    System.arraycopy(degree, 0, copy.degree, 0, seen);
    System.arraycopy(twinBelow, 0, copy.twinBelow, 0, seen);
    copy.size = size;
    copy.seen = seen;
    return copy;
  }

  /** m, the classes placed so far. */
  int size() {
    return size;
  }

  boolean isComplete() {
    return size == edges.length;
  }

  /** Edge of each placed class. */
  int[] edges() {
    return Arrays.copyOf(edges, size);
  }

  /** Edges on which the next class may be placed. */
  int[] candidates() {
    int[] candidates = new int[edges.length];
    int count = 0;
    for (int a = 0; a < seen; a++) {
      for (int b = a + 1; b < seen; b++) {
        if (!used[graph.edge(a, b)] && isFree(a) && isFree(b)) {
          candidates[count++] = graph.edge(a, b);
        }
      }
      if (seen < graph.vertices() && isFree(a)) {
        candidates[count++] = graph.edge(a, seen);
      }
    }
    if (seen + 1 < graph.vertices()) {
      candidates[count++] = graph.edge(seen, seen + 1);
    }
    return Arrays.copyOf(candidates, count);
  }

  /** What placing the next class on each of the candidates adds to the sum of adjacent weights. */
  double[] gains(int[] candidates) {
    double[] pull = new double[graph.vertices()];
    for (int c = 0; c < size; c++) {
      pull[graph.low(edges[c])] += weights[size][c];
      pull[graph.high(edges[c])] += weights[size][c];
    }
    double[] gains = new double[candidates.length];
    for (int i = 0; i < gains.length; i++) {
      gains[i] = pull[graph.low(candidates[i])] + pull[graph.high(candidates[i])];
    }
    return gains;
  }

  /** False for the upper of two twins that no edge has told apart yet. */
  private boolean isFree(int vertex) {
    return twinBelow[vertex] == NONE || degree[twinBelow[vertex]] > 1;
  }

  void place(int edge) {
    int a = graph.low(edge);
    int b = graph.high(edge);
    if (b >= seen) {
      twinBelow[b] = a >= seen ? a : NONE;
      if (a >= seen) {
        twinBelow[a] = NONE;
      }
      seen = b + 1;
    }
    degree[a]++;
    degree[b]++;
    used[edge] = true;
    edges[size++] = edge;
  }
}
