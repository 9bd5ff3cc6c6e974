package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesByRankTest {

  @ParameterizedTest
  @CsvSource({"4, 3, 0.002", "7, 2, 0.004", "10, 3, 0.002", "10, 4, 0.001", "12, 5, 0.0005"})
  void theLossIsTheObjectiveOfTheFactors(int classes, int depth, double lambda) {
    DufmProblem problem = Problems.linear(Loss.CE, classes, depth, lambda);
    List<Prediction> codes = CodesByRank.of(problem, 100);
    assertThat(codes).isNotEmpty();
    assertThat(codes).extracting(code -> code.output().rank()).doesNotHaveDuplicates().isSorted();
    for (Prediction code : codes) {
      double objective = new DufmObjective(problem).evaluate(code.scaled()).total();
      assertThat(code.loss()).as(code.detail()).isCloseTo(objective, within(1e-10));
      assertThat(code.scaled().widths()).allMatch(width -> width == code.output().rank());
      assertThat(code.detail()).startsWith("numerical: rank " + code.output().rank());
    }
  }

  @Test
  void thereIsACodeOfEveryRankForTenClassesAndTheNamedOnesAreReached() {
    DufmProblem problem = Problems.linear(Loss.CE, 10, 3, 0.002);
    List<Prediction> codes = CodesByRank.of(problem, 100);
    assertThat(codes)
        .extracting(code -> code.output().rank())
        .containsExactlyElementsOf(IntStream.rangeClosed(2, 9).boxed().toList());
    assertLoss(codes, 2, Problems.predict(Structure.KGON, problem).loss());
    assertLoss(codes, 5, Problems.predict(Structure.ORTHOPLEX, problem).loss());
    assertLoss(codes, 9, Problems.predict(Structure.DNC, problem).loss());
    assertThat(of(codes, 3).orElseThrow().loss()).isLessThan(0.0777392);
  }

  private static void assertLoss(List<Prediction> codes, int rank, double named) {
    double loss = of(codes, rank).orElseThrow().loss();
    assertThat(loss).as("rank %d", rank).isCloseTo(named, within(1e-7));
  }

  private static Optional<Prediction> of(List<Prediction> codes, int rank) {
    return codes.stream().filter(code -> code.output().rank() == rank).findFirst();
  }

  @Test
  void theWidthBoundsTheRank() {
    List<Prediction> codes = CodesByRank.of(Problems.linear(Loss.CE, 6, 3, 0.002), 3);
    assertThat(codes).extracting(code -> code.output().rank()).containsExactly(2, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodesByRank.of(Problems.linear(Loss.CE, 6, 3, 0.002), 0))
        .withMessage("the width limit must be at least 1, got 0");
  }

  @Test
  void otherProblemsHaveNone() {
    assertThat(CodesByRank.of(Problems.linear(Loss.MSE, 6, 3, 0.002), 9)).isEmpty();
    assertThat(CodesByRank.of(Problems.linear(Loss.CE, 6, 1, 0.002), 9)).isEmpty();
    assertThat(CodesByRank.of(Problems.linear(Loss.CE, 2, 3, 0.002), 9)).isEmpty();
    assertThat(CodesByRank.of(Problems.linear(Loss.CE, 31, 3, 0.002), 99)).isEmpty();
    DufmProblem relu = DufmProblem.uniform(6, 3, 1, 0.002, Loss.CE, Activation.RELU);
    assertThat(CodesByRank.of(relu, 9)).isEmpty();
  }

  /** Gram matrices: −1/(size − 1) within a group, 0 between groups, 1 on the diagonal. */
  @Test
  void simplicesOfGroupsAreOrthogonal() {
    NamedCode code = NamedCode.simplices(List.of(3, 2));
    DMatrixRMaj gram = new DMatrixRMaj(5, 5);
    CommonOps_DDRM.multInner(code.points(), gram);
    double[] expected = {
      1, -0.5, -0.5, 0, 0, -0.5, 1, -0.5, 0, 0, -0.5, -0.5, 1, 0, 0, 0, 0, 0, 1, -1, 0, 0, 0, -1, 1
    };
    for (int i = 0; i < expected.length; i++) {
      assertThat(gram.data[i]).isCloseTo(expected[i], within(1e-14));
    }
    assertThat(code.name()).isEqualTo("simplices of 3, 2 classes");
  }

  @ParameterizedTest
  @CsvSource({"10, 2, 1", "10, 3, 1", "10, 4, 1", "10, 5, 1", "10, 6, 2", "10, 9, 1", "4, 2, 1"})
  void namedCodesHaveTheirRank(int classes, int rank, int count) {
    List<NamedCode> codes = NamedCode.of(classes, rank);
    assertThat(codes).hasSize(count);
    for (NamedCode code : codes) {
      assertThat(PredictedSpectrum.of(code.points()).rank()).isEqualTo(rank);
      assertThat(code.points().numRows).isEqualTo(rank);
      assertThat(code.points().numCols).isEqualTo(classes);
    }
  }
}
