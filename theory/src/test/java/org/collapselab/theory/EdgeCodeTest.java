package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeCodeTest {

  /** c/K at L = 4 under MSE, from a separate search in NumPy and SciPy over all graphs. */
  @ParameterizedTest
  @CsvSource({
    "4, 1.0487, '2 2 2 2'",
    "5, 0.9915, '3 3 2 2'",
    "7, 0.9394, '4 4 2 2 2'",
    "8, 0.9042, '4 4 3 3 2'",
    "9, 0.8572, '4 4 4 3 3'",
  })
  void itMatchesASearchMadeOutside(int k, double ratio, String degrees) {
    EdgeCode code = EdgeCode.best(Problems.relu(Loss.MSE, k, 4, 1, 1e-4), 1000);
    assertThat(code.closedForm().constant() / k).isCloseTo(ratio, within(1e-4));
    assertThat(code.detail()).contains("degrees " + degrees).startsWith("numerical: ");
    assertThat(code.exhaustive()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"MSE, 5, 3", "MSE, 11, 4", "CE, 12, 3", "CE, 13, 6", "MSE, 22, 5", "MSE, 46, 4"})
  void theObjectiveOfTheFactorsIsTheClosedFormLoss(Loss loss, int k, int depth) {
    DufmProblem problem = Problems.unequal(k, depth, 3, loss, Activation.RELU);
    Prediction prediction = Problems.predict(Structure.EDGE_CODE, problem);
    double value = new DufmObjective(problem).evaluate(prediction.scaled()).total();
    assertThat(value / prediction.loss()).isCloseTo(1, within(1e-10));
    int r = EdgeCode.leastVertices(k);
    for (LayerPrediction layer : prediction.layers().subList(1, depth - 1)) {
      assertThat(layer.post().rank()).isEqualTo(r);
    }
    assertThat(prediction.layers().get(depth - 1).pre().rank()).isLessThanOrEqualTo(r);
    assertThat(prediction.layers().get(depth - 1).post().rank()).isEqualTo(k);
  }

  @Test
  void theSameProblemAlwaysHasTheSameCode() {
    DufmProblem problem = Problems.relu(Loss.CE, 12, 5, 1, 1e-4);
    Prediction first = Problems.predict(Structure.EDGE_CODE, problem);
    Prediction second = Problems.predict(Structure.EDGE_CODE, problem);
    assertThat(second.constant()).isEqualTo(first.constant());
    assertThat(second.detail()).isEqualTo(first.detail());
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 7, 9, 12})
  void everyWidthFromKOnHasACode(int k) {
    DufmProblem problem = Problems.relu(Loss.MSE, k, 4, 1, 1e-4);
    for (int width : new int[] {k, k + 1, k + 3, 2 * k}) {
      EdgeCode code = EdgeCode.best(problem, width);
      assertThat(code.width()).isBetween(k, width);
      double edges = Math.log(k) * 2;
      assertThat(Math.log(code.neurons().inverseNormSquared())).isLessThanOrEqualTo(edges + 1e-12);
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 2, 6", "5, 2, 6", "6, 3, 11", "6, 5, 26", "7, 6, 65", "8, 7, 148"})
  void theSearchListsGraphsUpToIsomorphism(int r, int missing, int known) {
    // Counts of graphs with that many edges and at most r vertices (OEIS A008406), here of the
    // deleted edges; without those that isolate a vertex.
    int classes = r * (r - 1) / 2 - missing;
    GraphSearch search = GraphSearch.of(r, classes, graph -> 0, 100_000);
    assertThat(search.exhaustive()).isTrue();
    assertThat(search.tried()).isLessThanOrEqualTo(known);
    assertThat(search.graphs())
        .allSatisfy(graph -> assertThat(graph.classes()).isEqualTo(classes))
        .allSatisfy(graph -> assertThat(graph.degrees()).doesNotContain(0));
  }

  @ParameterizedTest
  @CsvSource({"7, 3", "8, 4", "11, 5", "12, 6"})
  void theScalesBalanceEveryVertexAndNoOthersCostLess(int k, int depth) {
    DufmProblem problem = Problems.relu(Loss.MSE, k, depth, 1, 1e-4);
    EdgeCode code = EdgeCode.best(problem, 1000);
    DMatrixRMaj incidence = code.graph().incidence();
    VertexScales scales = code.scales();
    double best = scales.logCost(incidence, depth);
    double[] ones = new double[code.graph().vertices()];
    Arrays.fill(ones, 1);
    assertThat(best).isLessThan(new VertexScales(ones).logCost(incidence, depth) + 1e-12);
    for (int v = 0; v < ones.length; v++) {
      for (double factor : new double[] {0.99, 1.01, 0.5, 2}) {
        double[] moved = scales.scales().clone();
        moved[v] *= factor;
        assertThat(new VertexScales(moved).logCost(incidence, depth)).isGreaterThan(best);
      }
    }
    List<DMatrixRMaj> weights = code.construction().weights();
    DMatrixRMaj means = code.construction().means();
    DMatrixRMaj incoming = MatrixOps.product(weights.get(0), means);
    assertThat(PredictedSpectrum.of(incoming).nuclearNorm())
        .isCloseTo(PredictedSpectrum.of(scales.scaledRows(incidence)).nuclearNorm(), within(1e-10));
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void onTheCompleteGraphTheSearchForNeuronsFindsTheBestSize(Loss loss) {
    for (int r : new int[] {4, 5, 6, 7}) {
      double known =
          SubsetCode.best(new TriangularGraph(r), loss, 1000)
              .orElseThrow()
              .inverseNormSquared(loss);
      double found = SubsetNeurons.best(EdgeGraph.complete(r), loss, 1000).inverseNormSquared();
      assertThat(found / known).as("r = %d", r).isBetween(1 - 1e-12, 1.001);
    }
  }

  @Test
  void theLeastNumberOfVerticesHasRoomForAllClasses() {
    assertThat(IntStream.of(3, 4, 6, 7, 10, 11, 45, 46).map(EdgeCode::leastVertices))
        .containsExactly(3, 4, 4, 5, 5, 6, 10, 11);
  }
}
