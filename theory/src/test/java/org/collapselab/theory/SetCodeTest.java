package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetCodeTest {

  /** The least rank at which K classes differ, and below DNC at few classes already. */
  @ParameterizedTest
  @CsvSource({"3, 4, 2", "5, 4, 3", "7, 8, 3", "10, 8, 4", "15, 8, 4"})
  void theLayersBetweenHaveTheLeastRankAndTheLossIsBelowDnc(int classes, int depth, int rank) {
    DufmProblem problem = Problems.relu(Loss.MSE, classes, depth, 1, 4e-3);
    Prediction code = Problems.predict(Structure.SUBSET_CODE, problem);
    for (int l = 2; l < depth; l++) {
      assertThat(code.layers().get(l - 1).post().rank()).isEqualTo(rank);
    }
    assertThat(code.layers().get(depth - 1).post().rank()).isEqualTo(classes);
    assertThat(code.loss()).isLessThan(Problems.predict(Structure.DNC, problem).loss());
    assertThat(code.detail()).startsWith("numerical: r = " + rank);
  }

  /** From scipy: 0.0296211 and 0.0477571 with the first neurons, all lower once they move. */
  @ParameterizedTest
  @CsvSource({"3, 0.0296211", "5, 0.0477571"})
  void theLossesAreNotAboveThoseOfAnOutsideSearch(int classes, double loss) {
    DufmProblem problem = Problems.relu(Loss.MSE, classes, 4, 1, 4e-3);
    assertThat(Problems.predict(Structure.SUBSET_CODE, problem).loss())
        .isBetween(loss * 0.98, loss * (1 + 1e-3));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void familiesThatDifferByTheNamesOfVerticesAreOne(int vertices) {
    SetFamily all = SetFamily.upTo(vertices, vertices);
    assertThat(all.classes()).isEqualTo((1 << vertices) - 1);
    long kinds = 0;
    for (int i = 0; i < all.classes(); i++) {
      SetFamily family = all.without(i);
      int missing = all.masks()[i];
      boolean first =
          java.util.stream.IntStream.range(0, i)
              .noneMatch(j -> Integer.bitCount(all.masks()[j]) == Integer.bitCount(missing));
      kinds += first ? 1 : 0;
      for (int j = 0; j < i; j++) {
        boolean same = Integer.bitCount(all.masks()[j]) == Integer.bitCount(missing);
        assertThat(all.without(j).canonical().equals(family.canonical())).isEqualTo(same);
      }
    }
    assertThat(kinds).isEqualTo(vertices);
  }

  @Test
  void moreNeuronsNeverMakeItWorse() {
    DufmProblem problem = Problems.relu(Loss.MSE, 5, 4, 1, 4e-3);
    double narrow = SetCode.best(problem, 5).closedForm().constant();
    double wide = SetCode.best(problem, 1000).closedForm().constant();
    assertThat(wide).isLessThanOrEqualTo(narrow * (1 + 1e-4));
    assertThat(SetCode.best(problem, 5).width()).isEqualTo(5);
  }

  @Test
  void theNeuronsHaveNormOneAndTheirInverseTheNormStated() {
    SetFamily family = SetFamily.upTo(3, 3);
    for (Loss loss : Loss.values()) {
      CodeNeurons neurons = CodeNeurons.best(family.matrix(), loss, 100).orElseThrow();
      assertThat(MatrixOps.normSquared(neurons.rows())).isCloseTo(1, within(1e-12));
      DufmProblem problem = Problems.relu(loss, 7, 3, 1, 1e-3);
      var features = MatrixOps.rectified(MatrixOps.product(neurons.rows(), family.matrix()));
      double norm = MatrixOps.normSquared(Readout.leastInverse(features, problem));
      assertThat(norm / neurons.inverseNormSquared()).isCloseTo(1, within(1e-9));
    }
  }
}
