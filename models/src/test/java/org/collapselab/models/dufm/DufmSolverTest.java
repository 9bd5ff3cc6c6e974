package org.collapselab.models.dufm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.collapselab.models.Warmup;
import org.collapselab.models.dufm.DufmOutcome.End;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses of known solutions are evaluated from their closed forms in 30-digit arithmetic. */
class DufmSolverTest {
  private static DufmOutcome solved(DufmSpec spec, long seed, int steps, double rate) {
    DufmPoint start = DufmPoint.random(spec, seed);
    DufmOutcome end = DufmSolver.descend(start, new Descent(steps, rate, 0, 0));
    return DufmSolver.polish(List.of(end.point()), 1e-8, 1).get(0);
  }

  @ParameterizedTest
  @CsvSource({"3, 0.002, 1, 0.08180806709317822", "4, 0.001, 3, 0.04043648918581241"})
  void crossEntropyWithoutReluEndsInTheOrthoplex(int depth, double lambda, long seed, double loss) {
    DufmSpec spec = Specs.of(10, depth, 30, lambda, Loss.CE, Activation.LINEAR);
    DufmOutcome end = solved(spec, seed, 3000, 0.5);
    assertThat(end.end()).isEqualTo(End.CONVERGED);
    assertThat(end.loss()).isCloseTo(loss, within(1e-9));
    assertThat(end.point().post()).allSatisfy(m -> assertThat(Specs.rank(m)).isEqualTo(5));
    assertThat(end.point().balanceGap()).isLessThan(1e-6);
  }

  @Test
  void orInACodeOfRankFourThatIsBetter() {
    DufmSpec spec = Specs.of(10, 4, 30, 0.001, Loss.CE, Activation.LINEAR);
    DufmOutcome end = solved(spec, 1, 3000, 0.5);
    assertThat(end.end()).isEqualTo(End.CONVERGED);
    assertThat(PlainObjective.of(end.point())).isLessThan(0.0379);
    assertThat(end.point().post()).allSatisfy(m -> assertThat(Specs.rank(m)).isEqualTo(4));
  }

  @Test
  void squaredErrorWithoutReluEndsInDnc() {
    DufmSpec spec = Specs.of(10, 3, 30, 0.002, Loss.MSE, Activation.LINEAR);
    DufmOutcome end = solved(spec, 1, 5000, 0.5);
    assertThat(end.end()).isEqualTo(End.CONVERGED);
    assertThat(end.loss()).isCloseTo(0.0397979589168876, within(1e-9));
    assertThat(end.point().balanceGap()).isLessThan(1e-6);
  }

  /** DNC: min over t of ½(1−t)² + 3/2·KΛt^{2/3}, with K = 3 and Λ = λ = 0.01. */
  @Test
  void twoRectifiedLayersAndThreeClassesReachDnc() {
    DufmSpec spec = Specs.of(3, 2, 8, 0.01, Loss.MSE, Activation.RELU);
    DufmOutcome end = solved(spec, 1, 4000, 0.3);
    double dnc = Double.POSITIVE_INFINITY;
    for (double t = 0.9; t < 1; t += 1e-6) {
      dnc = Math.min(dnc, (1 - t) * (1 - t) / 2 + 1.5 * 3 * 0.01 * Math.cbrt(t * t));
    }
    assertThat(end.loss()).isCloseTo(dnc, within(1e-8));
    assertThat(end.point().post()).allSatisfy(m -> assertThat(Specs.rank(m)).isEqualTo(3));
  }

  @Test
  void explicitSamplesCollapseToTheSolutionOfTheirClassMean() {
    DufmOutcome samples = solved(fourSamples(FeatureMode.EXPLICIT), 1, 3000, 0.3);
    DufmOutcome column = solved(fourSamples(FeatureMode.COLUMN), 1, 3000, 0.3);
    assertThat(samples.end()).isEqualTo(End.CONVERGED);
    assertThat(samples.loss()).isCloseTo(column.loss(), within(1e-10));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.9})
  void meansMoveAsTheMeansOfEqualExplicitFeaturesDo(double momentum) {
    DufmPoint means = DufmPoint.random(fourSamples(FeatureMode.MEANS), 1);
    List<DMatrixRMaj> factors = new ArrayList<>(means.factors());
    DMatrixRMaj repeated = new DMatrixRMaj(5, 12);
    for (int row = 0; row < 5; row++) {
      for (int j = 0; j < 12; j++) {
        repeated.set(row, j, factors.get(0).get(row, j / 4));
      }
    }
    factors.set(0, repeated);
    DufmPoint explicit = new DufmPoint(fourSamples(FeatureMode.EXPLICIT), factors);
    Descent descent = new Descent(200, 0.1, momentum, 0);
    DufmPoint a = DufmSolver.descend(means, descent).point();
    DufmPoint b = DufmSolver.descend(explicit, descent).point();
    for (int l = 0; l < a.pre().size(); l++) {
      assertThat(a.pre().get(l).data).containsExactly(b.pre().get(l).data, within(1e-12));
    }
    assertThat(DufmSolver.loss(a)).isCloseTo(DufmSolver.loss(b), within(1e-13));
  }

  @Test
  void meansStartWithTheVarianceOfTheMeanOfNFeatures() {
    double[] means = DufmPoint.random(fourSamples(FeatureMode.MEANS), 7).factors().get(0).data;
    double[] column = DufmPoint.random(fourSamples(FeatureMode.COLUMN), 7).factors().get(0).data;
    for (int i = 0; i < means.length; i++) {
      assertThat(means[i]).isCloseTo(column[i] / 2, within(1e-15)); // √n = 2
    }
  }

  private static DufmSpec fourSamples(FeatureMode features) {
    return new DufmSpec(
        3, 2, 5, 4, features, 0.004, List.of(0.01, 0.02), Loss.MSE, Activation.LINEAR);
  }

  @ParameterizedTest
  @CsvSource({"MSE, RELU", "CE, LINEAR"})
  void strongRegularisationEndsAtZero(Loss loss, Activation activation) {
    DufmSpec spec = Specs.of(4, 3, 8, 0.5, loss, activation);
    DufmOutcome end =
        DufmSolver.descend(DufmPoint.random(spec, 1), new Descent(4000, 0.1, 0, 1e-10));
    assertThat(end.end()).isEqualTo(End.CONVERGED);
    assertThat(end.loss()).isCloseTo(loss == Loss.MSE ? 0.5 : Math.log(4), within(1e-12));
    assertThat(end.point().balanceGap()).isNaN();
  }

  /**
   * 40 steps without penalties, then 30 over which they rise: the share of step t is (t − 40)/30.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.9})
  void aWarmupIsDescentOnPenaltiesOfTheShareOfEachStep(double momentum) {
    DufmSpec spec = Specs.of(3, 3, 6, 0.02, Loss.MSE, Activation.RELU);
    DufmPoint start = DufmPoint.random(spec, 1);
    Descent descent = new Descent(100, 0.1, momentum, 0, new Warmup(40, 30));
    double[] x = start.flat();
    double[] velocity = new double[x.length];
    double[] gradient = new double[x.length];
    for (int t = 0; t < 100; t++) {
      double share = Math.min(1, Math.max(0, (t - 40) / 30.0));
      new Chain(spec).evaluate(x, gradient);
      for (int i = 0; i < x.length; i++) {
        double penalty = 0.02 * x[i]; // n = 1: the same λ in every factor
        velocity[i] = momentum * velocity[i] + gradient[i] - (1 - share) * penalty;
        x[i] -= 0.1 * velocity[i];
      }
    }
    assertThat(DufmSolver.descend(start, descent).point().flat()).containsExactly(x, within(1e-12));
  }

  @Test
  void aRunIsNotOverBeforeItsPenaltiesAreFull() {
    DufmSpec spec = Specs.of(3, 2, 5, 0.02, Loss.MSE, Activation.LINEAR);
    Descent descent = new Descent(500, 0.1, 0, 1e3, new Warmup(60, 60));
    DufmOutcome end = DufmSolver.descend(DufmPoint.random(spec, 1), descent);
    assertThat(end.end()).isEqualTo(End.CONVERGED);
    assertThat(end.steps()).isBetween(120L, 160L); // looks at 126 and 158
  }

  @Test
  void aWarmupThatNeverEndsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Descent(100, 0.1, 0, 0, new Warmup(60, 40)))
        .withMessageContaining("60 free steps and 40 of warm-up; that must be less than the 100");
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void aRunEndsTheSameToTheLastBitAloneAndInABatch(int threads) {
    DufmSpec spec = Specs.of(6, 3, 12, 0.004, Loss.MSE, Activation.RELU);
    Descent descent = new Descent(500, 0.3, 0.5, 0);
    List<DufmOutcome> batch =
        DufmSolver.descend(
            Specs.starts(spec, 4), descent, threads, (step, runs) -> {}, () -> false);
    for (int seed = 1; seed <= 4; seed++) {
      DufmOutcome alone = DufmSolver.descend(DufmPoint.random(spec, seed), descent);
      assertThat(batch.get(seed - 1).point().flat()).containsExactly(alone.point().flat());
      assertThat(batch.get(seed - 1).loss()).isEqualTo(alone.loss());
    }
  }

  @Test
  void aRateThatIsTooLargeDivergesWithoutHarmingOtherRuns() {
    DufmSpec spec = Specs.of(4, 3, 8, 0.01, Loss.MSE, Activation.RELU);
    List<DufmPoint> starts =
        List.of(DufmPoint.random(spec, 1).perturbed(30, 1), DufmPoint.random(spec, 1));
    List<DufmOutcome> ends =
        DufmSolver.descend(starts, new Descent(200, 0.3, 0, 0), 1, (step, runs) -> {}, () -> false);
    assertThat(ends.get(0).end()).isEqualTo(End.DIVERGED);
    assertThat(ends.get(1).end()).isEqualTo(End.EXHAUSTED);
    assertThat(ends.get(1).loss()).isLessThan(1);
  }

  @Test
  void progressIsReportedAtLogSpacedStepsTheLastTenthAndTheLast() {
    DufmSpec spec = Specs.of(3, 2, 4, 0.01, Loss.MSE, Activation.RELU);
    List<Long> steps = new ArrayList<>();
    DufmSolver.descend(
        Specs.starts(spec, 2),
        new Descent(150, 0.1, 0, 0),
        1,
        (step, runs) -> {
          steps.add(step);
          assertThat(runs).hasSize(2).allMatch(run -> run.step() == step);
        },
        () -> false);
    assertThat(steps).startsWith(0L, 1L, 2L, 3L).endsWith(126L, 135L, 150L).isSorted();
  }

  @Test
  void aStopIsHonouredBetweenTwoLooks() {
    DufmSpec spec = Specs.of(3, 2, 4, 0.01, Loss.MSE, Activation.RELU);
    AtomicInteger asked = new AtomicInteger();
    List<DufmOutcome> ends =
        DufmSolver.descend(
            Specs.starts(spec, 2),
            new Descent(100_000, 0.1, 0, 0),
            1,
            (step, runs) -> asked.set(step >= 10_000 ? 1 : 0),
            () -> asked.get() > 0);
    assertThat(ends).allMatch(end -> end.end() == End.STOPPED && end.steps() == 11_000);
  }

  @Test
  void aModelNarrowerThanItsClassesIsRefused() {
    assertThatThrownBy(() -> Specs.of(4, 3, 3, 0.01, Loss.MSE, Activation.RELU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width (d)")
        .hasMessageContaining("got 3");
  }

  @Test
  void aModelTooLargeForThisSolverIsRefusedBeforeMemoryIs() {
    assertThatThrownBy(() -> Specs.of(4, 3, 100_000, 0.01, Loss.MSE, Activation.RELU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20000800000 parameters");
  }
}
