package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchedFeatureLambdaTest {

  @ParameterizedTest
  @MethodSource("org.collapselab.theory.Problems#all")
  void aPredictedNormLeadsBackToItsLambda(DufmProblem problem) {
    for (Prediction prediction : Problems.predictions(problem)) {
      double norm = Problems.normSquared(prediction.layers().get(0).pre());
      ClosedForm closedForm = Problems.closedForm(prediction.structure(), problem);
      for (double start : new double[] {1e-12, 1e-4, 10}) {
        double lambda =
            MatchedFeatureLambda.of(closedForm, problem.withFeatureLambda(start), norm)
                .orElseThrow();
        assertThat(lambda / problem.featureLambda()).isCloseTo(1, within(1e-8));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.collapselab.theory.Problems#all")
  void thePredictedNormNeverRisesWithLambda(DufmProblem problem) {
    for (Structure structure : Structure.values()) {
      if (Obstacles.of(structure, problem, 1000).isPresent()) {
        continue;
      }
      ClosedForm closedForm = Problems.closedForm(structure, problem);
      double previous = Double.POSITIVE_INFINITY;
      for (double lambda = 1e-12; lambda < 1e60; lambda *= 10) {
        ScalarMinimum minimum = closedForm.minimum(problem.withFeatureLambda(lambda));
        double norm = minimum.balance(problem.depth()) / lambda;
        assertThat(norm).isLessThanOrEqualTo(previous * (1 + 1e-12));
        previous = norm;
      }
      assertThat(previous).isZero();
    }
  }

  @Test
  void normsBelowTheJumpToZeroAreMatchedByNoLambda() {
    // L = 3, n = 1, c = K: the zero solution takes over at t = 2/3, where KΛ = √(2/3)/3.
    DufmProblem problem = Problems.relu(Loss.MSE, 10, 3, 1, 0.002);
    double capitalLambda = Math.sqrt(2.0 / 3) / 30;
    double lambda = Math.pow(capitalLambda, 4) / Math.pow(0.002, 3);
    double jump = 10 * capitalLambda * Math.sqrt(2.0 / 3) / lambda;
    assertThat(MatchedFeatureLambda.of(Structure.DNC, problem, 1.001 * jump)).isPresent();
    assertThat(MatchedFeatureLambda.of(Structure.DNC, problem, 0.999 * jump)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.01, 1, 1e6})
  void oneLayerMatchesEveryNorm(double norm) {
    // L = 1: ‖M_1‖_F² = K √(λ_1/(n λ_H)) − K² λ_1 falls to 0 continuously.
    DufmProblem problem = Problems.relu(Loss.MSE, 10, 1, 1, 0.002);
    double lambda = MatchedFeatureLambda.of(Structure.DNC, problem, norm).orElseThrow();
    Prediction prediction = Problems.predict(Structure.DNC, problem.withFeatureLambda(lambda));
    assertThat(Problems.normSquared(prediction.layers().get(0).pre()) / norm)
        .isCloseTo(1, within(1e-8));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aNormThatIsNoNormIsRejected(double norm) {
    DufmProblem problem = Problems.relu(Loss.MSE, 10, 3, 1, 0.002);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MatchedFeatureLambda.of(Structure.DNC, problem, norm))
        .withMessageContaining("positive and finite, got " + norm);
  }

  @Test
  void anUnavailableStructureIsRejectedWithItsReason() {
    DufmProblem problem = Problems.relu(Loss.MSE, 7, 3, 1, 0.002);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MatchedFeatureLambda.of(Structure.SRG, problem, 1))
        .withMessageContaining("K = 7 is not");
  }
}
