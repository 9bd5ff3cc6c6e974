package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DufmProblemTest {

  @Test
  void capitalLambdaIsTheGeometricMeanOfAllWeights() {
    var problem = new DufmProblem(10, 2, 50, 0.01, List.of(0.5, 0.032), Loss.MSE, Activation.RELU);
    assertThat(problem.capitalLambda()).isCloseTo(0.2, within(1e-15));
    assertThat(problem.withFeatureLambda(0.01 * 27).capitalLambda()).isCloseTo(0.6, within(1e-15));
  }

  @Test
  void uniformGivesEveryFactorTheSameLambda() {
    DufmProblem problem = Problems.relu(Loss.CE, 10, 3, 1, 0.004);
    assertThat(problem.featureLambda()).isEqualTo(0.004);
    assertThat(problem.weightLambdas()).containsExactly(0.004, 0.004, 0.004);
    assertThat(problem.capitalLambda()).isCloseTo(0.004, within(1e-17));
  }

  @Test
  void aReluActsOnlyBelowTheOutputOfADeeperModel() {
    assertThat(Problems.relu(Loss.CE, 10, 1, 1, 0.1).rectified()).isFalse();
    assertThat(Problems.relu(Loss.CE, 10, 2, 1, 0.1).rectified()).isTrue();
    assertThat(Problems.linear(Loss.CE, 10, 2, 0.1).rectified()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void regularisationMustBePositiveAndFinite(double lambda) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Problems.relu(Loss.MSE, 10, 3, 1, 0.1).withFeatureLambda(lambda))
        .withMessage("featureLambda (λ_H) must be positive and finite, got " + lambda);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new DufmProblem(3, 2, 1, 0.1, List.of(0.1, lambda), Loss.MSE, Activation.RELU));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Problems.relu(Loss.MSE, 10, 3, lambda, 0.1))
        .withMessageContaining("samplesPerClass (n)");
  }

  @Test
  void sizesMustMakeSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Problems.relu(Loss.MSE, 1, 3, 1, 0.1))
        .withMessage("classes (K) must be at least 2, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Problems.relu(Loss.MSE, 2, -1, 1, 0.1))
        .withMessage("depth (L) must be at least 1, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DufmProblem(3, 2, 1, 0.1, List.of(0.1), Loss.MSE, Activation.RELU))
        .withMessage("weightLambdas needs one λ for each of the 2 layers, got [0.1]");
  }
}
