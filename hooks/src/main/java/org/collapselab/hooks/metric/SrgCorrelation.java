package org.collapselab.hooks.metric;

import java.util.OptionalDouble;
import org.collapselab.theory.TriangularGraph;
import org.ejml.data.DMatrixRMaj;

/** Pearson correlation of the off-diagonal Gram with the adjacency of T(r). */
final class SrgCorrelation {
  private SrgCorrelation() {}

  static OptionalDouble of(DMatrixRMaj gram, TriangularGraph graph, int[] edges) {
    if (graph.vertices() < 4) {
      return OptionalDouble.empty();
    }
    int classes = gram.numRows;
    double meanAdjacency = (double) graph.degree() / (classes - 1);
    double mean = OffDiagonal.mean(gram);
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < classes; i++) {
      for (int j = i + 1; j < classes; j++) {
        double value = gram.get(i, j) - mean;
        covariance += graph.adjacent(edges[i], edges[j]) ? value : 0;
        variance += value * value;
      }
    }
    double pairs = classes * (classes - 1) / 2.0;
    double adjacencyVariance = pairs * meanAdjacency * (1 - meanAdjacency);
    return OptionalDouble.of(covariance / Math.sqrt(variance * adjacencyVariance));
  }
}
