package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedCodeTest {

  /** [G] compares with c = K − 1, the linear DNC, whose loss bounds that of DNC with ReLU. */
  @ParameterizedTest
  @CsvSource({
    "12, 4, false",
    "13, 4, false",
    "14, 4, true",
    "15, 4, false",
    "16, 4, true",
    "17, 4, true",
    "8, 5, false",
    "9, 5, false",
    "10, 5, true",
    "11, 5, true",
    "10, 6, true",
  })
  void thePenaltyIsBelowThatOfDncWhereTheoremSevenSaysSo(int classes, int depth, boolean below) {
    DufmProblem problem = Problems.relu(Loss.CE, classes, depth, 1, 1e-4);
    double constant = new PairedCode(problem).closedForm().constant();
    assertThat(constant < classes - 1).isEqualTo(below);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 10, 11})
  void theRankIsHalfTheClassesAndALittle(int classes) {
    DufmProblem problem = Problems.relu(Loss.CE, classes, 4, 1, 1e-4);
    Prediction code = Problems.predict(Structure.PAIRED_CODE, problem);
    int rank = classes / 2 + classes % 2 + 1;
    assertThat(code.layers()).allSatisfy(layer -> assertThat(layer.post().rank()).isEqualTo(rank));
    assertThat(code.output().rank()).isEqualTo(rank - 1);
  }
}
