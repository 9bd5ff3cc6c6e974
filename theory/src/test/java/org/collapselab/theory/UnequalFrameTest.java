package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnequalFrameTest {
  private static final long[] SIZES = {40, 20, 5};

  private static DufmProblem problem(int depth, Loss loss) {
    List<Double> lambdas = List.of(2e-3, 1e-3, 5e-4).subList(0, depth);
    return new DufmProblem(3, depth, 1, 1e-4, lambdas, loss, Activation.RELU);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void equalSizesGiveDnc(int depth) {
    DufmProblem balanced =
        new DufmProblem(
            3,
            depth,
            20,
            1e-4,
            problem(depth, Loss.MSE).weightLambdas(),
            Loss.MSE,
            Activation.RELU);
    Prediction dnc = (Prediction) References.of(Structure.DNC, balanced);
    assertThat(new UnequalFrame(balanced, new long[] {20, 20, 20}).loss())
        .isCloseTo(dnc.loss(), within(1e-12));
  }

  /** The objective of diagonal matrices, term by term. */
  private static double objective(DufmProblem problem, double[][] w, double[] h) {
    double loss = 0;
    for (int k = 0; k < SIZES.length; k++) {
      double z = h[k];
      for (int l = 0; l < problem.depth(); l++) {
        z *= w[l][k];
        loss += problem.weightLambdas().get(l) / 2 * w[l][k] * w[l][k];
      }
      loss += SIZES[k] / (2.0 * 65) * (1 - z) * (1 - z);
      loss += problem.featureLambda() / 2 * SIZES[k] * h[k] * h[k];
    }
    return loss;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noDiagonalPointIsBelowAndOneIsThere(int depth) {
    DufmProblem problem = problem(depth, Loss.MSE);
    UnequalFrame frame = new UnequalFrame(problem, SIZES);
    double[] t = frame.scales();
    double[][] w = new double[depth][3];
    double[] h = new double[3];
    for (int k = 0;
        k < 3;
        k++) { // balance: every factor has the same share a_i x_i² of the penalty
      double product = SIZES[k] * problem.featureLambda();
      for (double lambda : problem.weightLambdas()) {
        product *= lambda;
      }
      double share = Math.pow(product * t[k] * t[k], 1.0 / (depth + 1));
      h[k] = Math.sqrt(share / (SIZES[k] * problem.featureLambda()));
      for (int l = 0; l < depth; l++) {
        w[l][k] = Math.sqrt(share / problem.weightLambdas().get(l));
      }
    }
    assertThat(objective(problem, w, h)).isCloseTo(frame.loss(), within(1e-12));
    Random random = new Random(depth);
    for (int trial = 0; trial < 200; trial++) {
      double[][] other = new double[depth][3];
      double[] features = new double[3];
      for (int k = 0; k < 3; k++) {
        features[k] = h[k] + 0.1 * random.nextGaussian();
        for (int l = 0; l < depth; l++) {
          other[l][k] = w[l][k] + 0.1 * random.nextGaussian();
        }
      }
      assertThat(objective(problem, other, features)).isGreaterThan(frame.loss());
    }
  }

  @Test
  void theSmallestClassIsShrunkMostOrGivenUp() {
    double[] t = new UnequalFrame(problem(2, Loss.MSE), SIZES).scales();
    assertThat(t[0]).isGreaterThan(t[1]);
    assertThat(t[1]).isGreaterThan(t[2]);
    DufmProblem strong =
        new DufmProblem(3, 2, 1, 1e-2, List.of(3e-2, 3e-2), Loss.MSE, Activation.RELU);
    assertThat(new UnequalFrame(strong, new long[] {400, 20, 1}).scales()[2]).isZero();
  }

  @Test
  void otherLossesAndEmptyClassesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UnequalFrame(problem(2, Loss.CE), SIZES));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UnequalFrame(problem(2, Loss.MSE), new long[] {1, 0, 2}));
  }
}
