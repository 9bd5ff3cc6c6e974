package org.collapselab.hooks.metric;

import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;
import org.collapselab.theory.TriangularGraph;
import org.ejml.data.DMatrixRMaj;

/**
 * The assignment of K = r(r−1)/2 classes to the edges of K_r that makes the Gram of adjacent edges
 * largest: a quadratic assignment problem, solved by enumeration for r ≤ 5 and searched beyond.
 */
final class SrgLabeling {
  private static final int EXACT_ORDER = 5;

  private final int[] edges;
  private final boolean exact;

  private SrgLabeling(int[] edges, boolean exact) {
    this.edges = edges;
    this.exact = exact;
  }

  static SrgLabeling best(TriangularGraph graph, DMatrixRMaj gram) {
    // A constant shift moves all complete labelings alike and makes partial ones comparable.
    double[][] weights = OffDiagonal.centred(gram);
    return graph.vertices() <= EXACT_ORDER
        ? new SrgLabeling(enumerate(graph, weights), true)
        : new SrgLabeling(new SrgSearch(graph, weights).best(), false);
  }

  /** Edge number of each class. */
  int[] edges() {
    return edges;
  }

  boolean exact() {
    return exact;
  }

  private static int[] enumerate(TriangularGraph graph, double[][] weights) {
    int[] best = IntStream.range(0, graph.classes()).toArray();
    double[] largest = {Double.NEGATIVE_INFINITY};
    double[] potential = potential(weights);
    grow(
        new PartialLabeling(graph, weights),
        0,
        (placed, score) -> score + potential[placed] > largest[0],
        (labeling, score) -> {
          if (score > largest[0]) {
            largest[0] = score;
            System.arraycopy(labeling.edges(), 0, best, 0, best.length);
          }
        });
    return best;
  }

  /** Entry m: what pairs with a class ≥ m can add at most, the sum of their positive weights. */
  private static double[] potential(double[][] weights) {
    double[] potential = new double[weights.length + 1];
    for (int m = weights.length - 1; m >= 0; m--) {
      potential[m] = potential[m + 1];
      for (int c = 0; c < m; c++) {
        potential[m] += Math.max(weights[m][c], 0);
      }
    }
    return potential;
  }

  /** Whether a partial labeling of this many classes with this score is worth completing. */
  private interface Promise {
    boolean holds(int placed, double score);
  }

  private static void grow(
      PartialLabeling labeling,
      double score,
      Promise promise,
      ObjDoubleConsumer<PartialLabeling> visitor) {
    if (labeling.isComplete()) {
      visitor.accept(labeling, score);
      return;
    }
    if (!promise.holds(labeling.size(), score)) {
      return;
    }
    int[] candidates = labeling.candidates();
    double[] gains = labeling.gains(candidates);
    for (int i = 0; i < candidates.length; i++) {
      labeling.place(candidates[i]);
      grow(labeling, score + gains[i], promise, visitor);
      labeling.undo();
    }
  }
}
