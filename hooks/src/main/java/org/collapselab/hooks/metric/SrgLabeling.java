package org.collapselab.hooks.metric;

import org.collapselab.theory.TriangularGraph;
import org.ejml.data.DMatrixRMaj;

/**
 * The assignment of K = r(r−1)/2 classes to the edges of K_r that makes the Gram of adjacent edges
 * largest: a quadratic assignment problem, solved exactly for r ≤ 5 and searched beyond.
 *
 * @param edges edge number of each class
 * @param exact whether no labeling is better
 */
record SrgLabeling(int[] edges, boolean exact) {
  static SrgLabeling best(TriangularGraph graph, DMatrixRMaj gram) {
    // A constant shift moves all complete labelings alike and makes partial ones comparable.
    double[][] weights = OffDiagonal.centred(gram);
    return switch (graph.vertices()) {
      case 3 -> new SrgLabeling(new int[] {0, 1, 2}, true);
      case 4 -> new SrgLabeling(octahedron(graph, gram), true);
      case 5 -> new SrgLabeling(new PetersenSearch(graph, weights).best(), true);
      default -> new SrgLabeling(new SrgSearch(graph, weights).best(), false);
    };
  }

  /**
   * T(4) is the octahedron: all classes are adjacent but three pairs, the disjoint edges of K_4.
   */
  private static int[] octahedron(TriangularGraph graph, DMatrixRMaj gram) {
    int[] disjoint = {
      graph.edge(0, 1), graph.edge(2, 3),
      graph.edge(0, 2), graph.edge(1, 3),
      graph.edge(0, 3), graph.edge(1, 2)
    };
    return PerfectMatching.minimum(gram).labeling().stream()
        .mapToInt(position -> disjoint[position])
        .toArray();
  }
}
