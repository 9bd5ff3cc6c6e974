package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DufmObjectiveTest {

  private static final Construction FACTORS =
      new Construction(
          new DMatrixRMaj(new double[][] {{1, -0.5, 0.25}, {0.5, 1, -1}}),
          List.of(
              new DMatrixRMaj(new double[][] {{0.5, 1}, {-1, 0.25}, {0.75, -0.5}}),
              new DMatrixRMaj(new double[][] {{1, 0, -0.5}, {0.25, 2, 1}, {-1, 0.5, 1.5}})));

  @ParameterizedTest
  @CsvSource({
    "MSE, RELU,   0.4091796875",
    "CE,  RELU,   0.6512711559338081",
    "MSE, LINEAR, 1.3377278645833333",
    "CE,  LINEAR, 0.47711251840941715",
  })
  void everyTermMatchesNumPyOnTheExplicitSamples(Loss loss, Activation activation, double fit) {
    var problem = new DufmProblem(3, 2, 4, 0.01, List.of(0.02, 0.03), loss, activation);
    DufmObjectiveTerms terms = new DufmObjective(problem).evaluate(FACTORS);
    assertThat(terms.fit()).isCloseTo(fit, within(1e-15));
    assertThat(terms.featurePenalty()).isCloseTo(0.07125, within(1e-15));
    assertThat(terms.weightPenalties().get(0)).isCloseTo(0.03125, within(1e-15));
    assertThat(terms.weightPenalties().get(1)).isCloseTo(0.1471875, within(1e-15));
    assertThat(terms.total()).isCloseTo(fit + 0.2496875, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"800, 0", "40, 4.248354255291589e-18", "-800, 800"})
  void crossEntropyKeepsItsDigitsForLargeLogits(double logit, double expected) {
    DMatrixRMaj weight = new DMatrixRMaj(new double[][] {{logit, 0}, {0, logit}});
    Construction factors = new Construction(MatrixOps.identity(2), List.of(weight));
    double fit = new DufmObjective(Problems.linear(Loss.CE, 2, 1, 0.1)).evaluate(factors).fit();
    assertThat(fit).isCloseTo(expected, within(1e-14 * expected));
  }

  @Test
  void factorsOfAnotherShapeAreRejected() {
    DufmObjective objective = new DufmObjective(Problems.linear(Loss.MSE, 3, 4, 0.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> objective.evaluate(FACTORS))
        .withMessage("the construction has K = 3, L = 2, but the problem has K = 3, L = 4");
  }
}
