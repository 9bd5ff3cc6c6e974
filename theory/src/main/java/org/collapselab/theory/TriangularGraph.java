package org.collapselab.theory;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * The triangular graph T(r): its K = r(r−1)/2 vertices, the classes, are the edges of the complete
 * graph K_r, and two are adjacent where the edges meet. Classes are in lexicographic order of their
 * edges: (0,1), (0,2), …, (r−2,r−1). For r = 5 it is the complement of the Petersen graph.
 *
 * @param vertices r ≥ 3
 */
public record TriangularGraph(int vertices) {

  /**
   * Checks r.
   *
   * @throws IllegalArgumentException if r &lt; 3
   */
  public TriangularGraph {
    if (vertices < 3) {
      throw new IllegalArgumentException("vertices (r) must be at least 3, got " + vertices);
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

  /** K = r(r−1)/2. */
  public int classes() {
    return vertices * (vertices - 1) / 2;
  }

  /** B (r×K): B_{v,e} = 1 where vertex v is an end of edge e. BBᵀ = (r−2)I + J. */
  public DMatrixRMaj incidence() {
    DMatrixRMaj incidence = new DMatrixRMaj(vertices, classes());
    int edge = 0;
    for (int v = 0; v < vertices; v++) {
      for (int w = v + 1; w < vertices; w++) {
        incidence.set(v, edge, 1);
        incidence.set(w, edge, 1);
        edge++;
      }
    }
    return incidence;
  }

  /** A (K×K), the adjacency matrix of T(r): BᵀB − 2I. */
  public DMatrixRMaj adjacency() {
    DMatrixRMaj adjacency = gram();
    for (int c = 0; c < classes(); c++) {
      adjacency.set(c, c, 0);
    }
    return adjacency;
  }

  /** BᵀB = 2I + A (K×K). */
  DMatrixRMaj gram() {
    DMatrixRMaj incidence = incidence();
    return Matrices.product(Matrices.transpose(incidence), incidence);
  }

  /** ‖B‖_* = √(2(r−1)) + (r−1)√(r−2). */
  double nuclearNorm() {
    return Math.sqrt(2.0 * (vertices - 1)) + (vertices - 1) * Math.sqrt(vertices - 2);
  }
}
