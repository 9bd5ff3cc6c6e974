package org.collapselab.hooks.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ObjDoubleConsumer;
import org.collapselab.theory.TriangularGraph;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelingSearchTest {
  // T(4) is the octahedron, with 48 automorphisms instead of 4! = 24: each matrix comes up twice.
  @ParameterizedTest
  @CsvSource({"3, 1, 1", "4, 30, 15", "5, 30240, 30240"})
  void enumerationVisitsEveryDistinctLabelingOnce(int order, int visited, int distinct) {
    TriangularGraph graph = new TriangularGraph(order);
    Set<BitSet> adjacencies = new HashSet<>();
    int[] visits = {0};
    double[][] weights = new double[graph.classes()][graph.classes()];
    forEach(
        new PartialLabeling(graph, weights),
        0,
        (labeling, score) -> {
          visits[0]++;
          adjacencies.add(adjacency(graph, labeling.edges()));
        });
    assertThat(visits[0]).isEqualTo(visited);
    assertThat(adjacencies).hasSize(distinct);
  }

  @Test
  void enumerationSumsTheWeightsOfAdjacentPairs() {
    TriangularGraph graph = new TriangularGraph(4);
    DMatrixRMaj gram = Means.gram(TestMeans.gaussian(6, 8, 1));
    double[][] weights = OffDiagonal.centred(gram);
    forEach(
        new PartialLabeling(graph, weights),
        0,
        (labeling, score) ->
            assertThat(score).isCloseTo(sum(graph, weights, labeling.edges()), within(1e-12)));
  }

  @ParameterizedTest
  @CsvSource({"4, 1", "4, 2", "5, 1", "5, 2", "5, 3", "5, 4"})
  void upToFiveVerticesTheBestOfAllLabelingsIsFound(int order, long seed) {
    TriangularGraph graph = new TriangularGraph(order);
    DMatrixRMaj gram = symmetric(graph.classes(), seed);
    double[][] weights = OffDiagonal.centred(gram);
    double[] largest = {Double.NEGATIVE_INFINITY};
    forEach(
        new PartialLabeling(graph, weights),
        0,
        (labeling, score) -> largest[0] = Math.max(largest[0], score));
    SrgLabeling best = SrgLabeling.best(graph, gram);
    assertThat(best.exact()).isTrue();
    assertThat(best.edges()).doesNotHaveDuplicates();
    assertThat(sum(graph, weights, best.edges())).isCloseTo(largest[0], within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"6, 1", "6, 2", "8, 3"})
  void noSwapImprovesWhatTheHeuristicFinds(int order, long seed) {
    TriangularGraph graph = new TriangularGraph(order);
    double[][] weights = OffDiagonal.centred(symmetric(graph.classes(), seed));
    int[] edges = new SrgSearch(graph, weights).best();
    double found = sum(graph, weights, edges);
    for (int i = 0; i < edges.length; i++) {
      for (int j = 0; j < i; j++) {
        int[] swapped = edges.clone();
        swapped[i] = edges[j];
        swapped[j] = edges[i];
        assertThat(sum(graph, weights, swapped)).isLessThan(found + 1e-9);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void heuristicReachesTheExactOptimumWhereThatIsKnown(long seed) {
    TriangularGraph graph = new TriangularGraph(5);
    DMatrixRMaj gram = Means.gram(TestMeans.gaussian(10, 12, seed));
    double[][] weights = OffDiagonal.centred(gram);
    double exact = sum(graph, weights, SrgLabeling.best(graph, gram).edges());
    double found = sum(graph, weights, new SrgSearch(graph, weights).best());
    assertThat(found).isCloseTo(exact, within(1e-9 * Math.abs(exact)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void matchingBySubsetsIsBestAmongAllMatchings(long seed) {
    DMatrixRMaj cost = symmetric(8, seed);
    PerfectMatching matching = PerfectMatching.minimum(cost);
    assertThat(matching.exact()).isTrue();
    assertThat(matching.cost(cost)).isCloseTo(bruteForce(cost, 0), within(1e-12));
  }

  @Test
  void matchingOfManyClassesFindsAPlantedOneAndSaysItIsNotProved() {
    DMatrixRMaj gram = Means.gram(TestMeans.disguise(TestMeans.orthoplex(30), 30, 5));
    PerfectMatching matching = PerfectMatching.minimum(gram);
    assertThat(matching.exact()).isFalse();
    assertThat(matching.labeling()).doesNotHaveDuplicates().hasSize(30);
    assertThat(matching.cost(gram)).isCloseTo(-CommonOps_DDRM.trace(gram) / 2, within(1e-10));
  }

  /** Visits every labeling up to automorphisms of K_r, with its sum of adjacent weights. */
  private static void forEach(
      PartialLabeling labeling, double score, ObjDoubleConsumer<PartialLabeling> visitor) {
    if (labeling.isComplete()) {
      visitor.accept(labeling, score);
      return;
    }
    int[] candidates = labeling.candidates();
    double[] gains = labeling.gains(candidates);
    for (int i = 0; i < candidates.length; i++) {
      PartialLabeling next = labeling.copy();
      next.place(candidates[i]);
      forEach(next, score + gains[i], visitor);
    }
  }

  private static BitSet adjacency(TriangularGraph graph, int[] edges) {
    BitSet bits = new BitSet();
    for (int i = 0; i < edges.length; i++) {
      for (int j = 0; j < edges.length; j++) {
        bits.set(i * edges.length + j, graph.adjacent(edges[i], edges[j]));
      }
    }
    return bits;
  }

  private static double sum(TriangularGraph graph, double[][] weights, int[] edges) {
    double sum = 0;
    for (int i = 0; i < edges.length; i++) {
      for (int j = i + 1; j < edges.length; j++) {
        sum += graph.adjacent(edges[i], edges[j]) ? weights[i][j] : 0;
      }
    }
    return sum;
  }

  private static DMatrixRMaj symmetric(int size, long seed) {
    return Means.gram(TestMeans.gaussian(size, size, seed));
  }

  private static double bruteForce(DMatrixRMaj cost, int matched) {
    if (matched == (1 << cost.numRows) - 1) {
      return 0;
    }
    int first = Integer.numberOfTrailingZeros(~matched);
    double best = Double.POSITIVE_INFINITY;
    for (int j = first + 1; j < cost.numRows; j++) {
      if ((matched & (1 << j)) == 0) {
        double rest = bruteForce(cost, matched | (1 << first) | (1 << j));
        best = Math.min(best, cost.get(first, j) + rest);
      }
    }
    return best;
  }
}
