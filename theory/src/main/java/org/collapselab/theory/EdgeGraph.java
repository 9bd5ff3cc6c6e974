package org.collapselab.theory;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * A simple graph on r vertices whose K edges are the classes: K_r without some edges. Classes are
 * numbered from 0 in the lexicographic order of the edges.
 */
final class EdgeGraph {
  private static final int LONGEST_WALK = 6;

  private final TriangularGraph complete;
  private final int[] edges;

  private EdgeGraph(TriangularGraph complete, int[] edges) {
    this.complete = complete;
    this.edges = edges;
  }

  /** K_r. */
  static EdgeGraph complete(int vertices) {
    TriangularGraph graph = new TriangularGraph(vertices);
    int[] all = new int[graph.classes()];
    Arrays.setAll(all, i -> i);
    return new EdgeGraph(graph, all);
  }

  /** Without its edge number {@code index}; empty if that leaves a vertex without edges. */
  Optional<EdgeGraph> without(int index) {
    int[] degrees = degrees();
    if (degrees[low(index)] == 1 || degrees[high(index)] == 1) {
      return Optional.empty();
    }
    int[] fewer = new int[edges.length - 1];
    System.arraycopy(edges, 0, fewer, 0, index);
    System.arraycopy(edges, index + 1, fewer, index, fewer.length - index);
    return Optional.of(new EdgeGraph(complete, fewer));
  }

  /** r. */
  int vertices() {
    return complete.vertices();
  }

  /** K. */
  int classes() {
    return edges.length;
  }

  /** The lower end of a class's edge. */
  int low(int index) {
    return complete.low(edges[index]);
  }

  /** The higher end of a class's edge. */
  int high(int index) {
    return complete.high(edges[index]);
  }

  /** The vertices that two edges have together, 2, 3 or 4. */
  int union(int i, int j) {
    if (i == j) {
      return 2;
    }
    return complete.adjacent(edges[i], edges[j]) ? 3 : 4;
  }

  /** Edges at each vertex. */
  int[] degrees() {
    int[] degrees = new int[vertices()];
    for (int i = 0; i < edges.length; i++) {
      degrees[low(i)]++;
      degrees[high(i)]++;
    }
    return degrees;
  }

  /** The classes whose edge lies inside a set of vertices. */
  BitSet inside(int[] subset) {
    BitSet members = new BitSet();
    Arrays.stream(subset).forEach(members::set);
    BitSet inside = new BitSet();
    for (int i = 0; i < edges.length; i++) {
      inside.set(i, members.get(low(i)) && members.get(high(i)));
    }
    return inside;
  }

  /** B (r×K): B_{v,e} = 1 where vertex v is an end of edge e. */
  DMatrixRMaj incidence() {
    DMatrixRMaj incidence = new DMatrixRMaj(vertices(), classes());
    for (int i = 0; i < edges.length; i++) {
      incidence.set(low(i), i, 1);
      incidence.set(high(i), i, 1);
    }
    return incidence;
  }

  /**
   * The closed walks of length 2 … 6 at each vertex, vertices in no particular order: equal for
   * isomorphic graphs, and rarely equal for others.
   */
  String invariant() {
    int r = vertices();
    long[][] power = new long[r][r];
    for (int v = 0; v < r; v++) {
      power[v][v] = 1;
    }
    long[] walks = new long[r];
    for (int length = 1; length <= LONGEST_WALK; length++) {
      power = step(power);
      for (int v = 0; v < r; v++) {
        walks[v] = 1_000_003 * walks[v] + power[v][v];
      }
    }
    Arrays.sort(walks);
    return Arrays.toString(walks);
  }

  private long[][] step(long[][] walks) {
    int r = vertices();
    long[][] next = new long[r][r];
    for (int i = 0; i < edges.length; i++) {
      for (int v = 0; v < r; v++) {
        next[low(i)][v] += walks[high(i)][v];
        next[high(i)][v] += walks[low(i)][v];
      }
    }
    return next;
  }
}
