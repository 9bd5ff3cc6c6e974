package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriangularGraphTest {

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 8, 20})
  void theIncidenceMatrixHasItsKnownGramAndNuclearNorm(int r) {
    TriangularGraph graph = new TriangularGraph(r);
    DMatrixRMaj b = graph.incidence();
    DMatrixRMaj expected = MatrixOps.plus(MatrixOps.scaled(r - 2, MatrixOps.identity(r)), 1);
    DMatrixRMaj gram = MatrixOps.product(b, MatrixOps.transpose(b));
    assertThat(MatrixFeatures_DDRM.isIdentical(gram, expected, 0)).isTrue();
    double nuclear = PredictedSpectrum.of(b).singularValues().stream().mapToDouble(s -> s).sum();
    assertThat(graph.nuclearNorm()).isCloseTo(nuclear, within(1e-12 * nuclear));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 8})
  void theAdjacencyMatrixIsStronglyRegular(int r) {
    // A² = kI + aA + c(J − I − A) with k = 2(r−2), a = r−2, c = 4.
    DMatrixRMaj a = adjacency(new TriangularGraph(r));
    DMatrixRMaj square = MatrixOps.product(a, a);
    for (int i = 0; i < a.numRows; i++) {
      for (int j = 0; j < a.numCols; j++) {
        double expected = i == j ? 2 * (r - 2) : a.get(i, j) == 1 ? r - 2 : 4;
        assertThat(square.get(i, j)).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 8})
  void endsNumbersAndAdjacencyOfEdgesAgreeWithTheMatrices(int r) {
    TriangularGraph graph = new TriangularGraph(r);
    DMatrixRMaj incidence = graph.incidence();
    DMatrixRMaj adjacency = adjacency(graph);
    for (int e = 0; e < graph.classes(); e++) {
      assertThat(graph.edge(graph.low(e), graph.high(e))).isEqualTo(e);
      assertThat(incidence.get(graph.low(e), e) + incidence.get(graph.high(e), e)).isEqualTo(2);
      int neighbours = 0;
      for (int f = 0; f < graph.classes(); f++) {
        assertThat(graph.adjacent(e, f)).isEqualTo(adjacency.get(e, f) == 1);
        neighbours += graph.adjacent(e, f) ? 1 : 0;
      }
      assertThat(neighbours).isEqualTo(graph.degree());
    }
  }

  @Test
  void forFiveVerticesItsComplementIsThePetersenGraph() {
    DMatrixRMaj adjacency = adjacency(new TriangularGraph(5));
    DMatrixRMaj complement = new DMatrixRMaj(10, 10);
    complement.fill(1);
    CommonOps_DDRM.subtractEquals(complement, MatrixOps.identity(10));
    CommonOps_DDRM.subtractEquals(complement, adjacency);
    // The only cubic graph on 10 vertices in which non-neighbours share exactly one neighbour.
    DMatrixRMaj square = MatrixOps.product(complement, complement);
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 10; j++) {
        assertThat(square.get(i, j)).isEqualTo(i == j ? 3 : 1 - complement.get(i, j));
      }
    }
  }

  @Test
  void onlyTriangularNumbersOfClassesHaveAGraph() {
    assertThat(
            IntStream.rangeClosed(0, 60)
                .filter(k -> TriangularGraph.ofClasses(k).isPresent())
                .boxed())
        .containsExactly(3, 6, 10, 15, 21, 28, 36, 45, 55);
    for (int r = 3; r <= 300; r++) {
      assertThat(TriangularGraph.ofClasses(r * (r - 1) / 2)).contains(new TriangularGraph(r));
    }
  }

  @Test
  void fewerThanThreeVerticesAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TriangularGraph(2))
        .withMessage("vertices (r) must be at least 3, got 2");
  }

  /** A = BᵀB − 2I. */
  private static DMatrixRMaj adjacency(TriangularGraph graph) {
    DMatrixRMaj incidence = graph.incidence();
    DMatrixRMaj gram = MatrixOps.product(MatrixOps.transpose(incidence), incidence);
    CommonOps_DDRM.subtractEquals(gram, MatrixOps.scaled(2, MatrixOps.identity(graph.classes())));
    return gram;
  }
}
