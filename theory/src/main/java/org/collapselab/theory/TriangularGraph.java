package org.collapselab.theory;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * The triangular graph T(r): its K = r(r−1)/2 vertices, the classes, are the edges of the complete
 * graph K_r, and two are adjacent where the edges meet. Classes are numbered from 0 in
 * lexicographic order of their edges: (0,1), (0,2), …, (r−2,r−1). For r = 5 it is the complement of
 * the Petersen graph. Immutable; equal for equal r.
 */
public final class TriangularGraph {
  private final int vertices;
  private final int[] low;
  private final int[] high;

  /**
   * Numbers the edges of K_r.
   *
   * @param vertices r ≥ 3
   * @throws IllegalArgumentException if r &lt; 3
   */
  public TriangularGraph(int vertices) {
    if (vertices < 3) {
      throw new IllegalArgumentException("vertices (r) must be at least 3, got " + vertices);
    }
    this.vertices = vertices;
    this.low = new int[vertices * (vertices - 1) / 2];
    this.high = new int[low.length];
    int edge = 0;
    for (int a = 0; a < vertices; a++) {
      for (int b = a + 1; b < vertices; b++) {
        low[edge] = a;
        high[edge] = b;
        edge++;
      }
    }
  }

  /** The graph with exactly {@code classes} = r(r−1)/2 classes, if there is such an r ≥ 3. */
  public static Optional<TriangularGraph> ofClasses(int classes) {
    TriangularGraph graph = largestWithin(Math.max(classes, 3));
    return graph.classes() == classes ? Optional.of(graph) : Optional.empty();
  }

  /** The largest graph with at most {@code classes} ≥ 3 classes. */
  static TriangularGraph largestWithin(int classes) {
    return new TriangularGraph((int) ((1 + Math.sqrt(1 + 8.0 * classes)) / 2));
  }

  /** r. */
  public int vertices() {
    return vertices;
  }

  /** K = r(r−1)/2. */
  public int classes() {
    return low.length;
  }

  /** Neighbours of each class, 2(r−2). */
  public int degree() {
    return 2 * (vertices - 2);
  }

  /** The lower end of a class's edge, in 0 … r−2. */
  public int low(int edge) {
    return low[edge];
  }

  /** The higher end of a class's edge, in 1 … r−1. */
  public int high(int edge) {
    return high[edge];
  }

  /** The class of the edge {a, b}, 0 ≤ a &lt; b &lt; r. */
  public int edge(int a, int b) {
    return a * (2 * vertices - a - 1) / 2 + (b - a - 1);
  }

  /** Whether two edges share exactly one end. */
  public boolean adjacent(int e, int f) {
    return e != f
        && (low[e] == low[f] || low[e] == high[f] || high[e] == low[f] || high[e] == high[f]);
  }

  /** B (r×K): B_{v,e} = 1 where vertex v is an end of edge e. BBᵀ = (r−2)I + J. */
  public DMatrixRMaj incidence() {
    DMatrixRMaj incidence = new DMatrixRMaj(vertices, classes());
    for (int edge = 0; edge < classes(); edge++) {
      incidence.set(low[edge], edge, 1);
      incidence.set(high[edge], edge, 1);
    }
    return incidence;
  }

  /** ‖B‖_* = √(2(r−1)) + (r−1)√(r−2). */
  double nuclearNorm() {
    return Math.sqrt(2.0 * (vertices - 1)) + (vertices - 1) * Math.sqrt(vertices - 2);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TriangularGraph graph && graph.vertices == vertices;
  }

  @Override
  public int hashCode() {
    return vertices;
  }

  @Override
  public String toString() {
    return "T(" + vertices + ")";
  }
}
