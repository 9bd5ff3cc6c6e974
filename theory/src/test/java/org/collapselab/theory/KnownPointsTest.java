package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KnownPointsTest {

  /** Values found before by L-BFGS from many starts. */
  @ParameterizedTest
  @CsvSource({
    "MSE, RELU, 3, 4, 0.004, 0.0292534, 2",
    "MSE, RELU, 5, 4, 0.004, 0.0462937, 3",
    "MSE, RELU, 10, 4, 0.004, 0.0809114, 5",
    "CE, LINEAR, 10, 3, 0.002, 0.0776832, 3",
    "CE, LINEAR, 10, 4, 0.001, 0.0353570, 3",
  })
  void theLowestLossesAreReached(
      Loss loss, Activation activation, int k, int depth, double lambda, double value, int rank) {
    DufmProblem problem = DufmProblem.uniform(k, depth, 1, lambda, loss, activation);
    Prediction best = (Prediction) References.of(Structure.BEST_KNOWN, problem);
    assertThat(best.loss()).isLessThan(value + 1e-6);
    assertThat(best.layers().get(1).post().rank()).isEqualTo(rank);
    assertThat(best.detail()).contains("rank " + rank, "starts");
  }

  /** Its own loss is on its ray, hardly above the ray's least; the formula holds at any Λ. */
  @ParameterizedTest(name = "{index}")
  @MethodSource("points")
  void everyPointIsItsOwnBound(KnownPoint point) {
    DufmProblem problem = point.problem();
    double own = new DufmObjective(problem).evaluate(point.factors()).total();
    assertThat(point.bound(problem)).isLessThanOrEqualTo(own + 1e-12).isCloseTo(own, within(1e-4));
    for (double lambda : new double[] {problem.featureLambda(), problem.featureLambda() / 3}) {
      DufmProblem other =
          DufmProblem.uniform(
              problem.classes(), problem.depth(), 7, lambda, problem.loss(), problem.activation());
      Prediction scaled = Prediction.of(Structure.BEST_KNOWN, point.blueprint(), other);
      double objective = new DufmObjective(other).evaluate(scaled.scaled()).total();
      assertThat(scaled.loss()).isCloseTo(objective, within(1e-10));
    }
  }

  static List<KnownPoint> points() {
    return KnownPoints.all();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("points")
  void aPointIsNotAboveDnc(KnownPoint point) {
    DufmProblem problem = point.problem();
    double lowest =
        KnownPoints.of(problem).stream().mapToDouble(p -> p.bound(problem)).min().orElseThrow();
    Prediction dnc = (Prediction) References.of(Structure.DNC, problem);
    assertThat(lowest).isLessThan(dnc.loss() * (1 + 1e-6));
  }

  @Test
  void aLineKeepsEveryBit() {
    Construction factors =
        new Construction(
            new DMatrixRMaj(new double[][] {{0.1, -1.0 / 3}}),
            List.of(new DMatrixRMaj(new double[][] {{Math.PI}, {Double.MIN_VALUE}})));
    KnownPoint point =
        new KnownPoint(
            Loss.CE,
            Activation.LINEAR,
            factors,
            new KnownPoint.Origin(0.004, 1, 6, 1e-9, 2, 3, 40, "0.1.0"));
    KnownPoint read = KnownPoints.parse(KnownPoints.line(point, 0.5));
    assertThat(read.origin()).isEqualTo(point.origin());
    assertThat(read.loss()).isEqualTo(Loss.CE);
    assertThat(read.activation()).isEqualTo(Activation.LINEAR);
    assertThat(read.factors().means().data).containsExactly(0.1, -1.0 / 3);
    assertThat(read.factors().weights().get(0).data).containsExactly(Math.PI, Double.MIN_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KnownPoints.parse("3,4,mse"))
        .withMessageContaining("got 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "26 | 4 | 0.004 | 1000 | No search for K = 26, L = 4, MSE, RELU",
        "10 | 4 | 0.004 | 9 | needs a hidden layer of at least 10 neurons; the limit is 9",
        "10 | 4 | 0.5 | 1000 | No search has found a lower loss",
      })
  void otherwiseItSaysWhy(int k, int depth, double lambda, int width, String reason) {
    DufmProblem problem = DufmProblem.uniform(k, depth, 1, lambda, Loss.MSE, Activation.RELU);
    Reference reference = References.of(Structure.BEST_KNOWN, problem, width);
    assertThat(reference).isInstanceOf(Unavailable.class);
    assertThat(((Unavailable) reference).reason()).contains(reason);
  }
}
