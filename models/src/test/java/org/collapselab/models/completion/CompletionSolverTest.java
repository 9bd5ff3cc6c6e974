package org.collapselab.models.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.collapselab.models.completion.CompletionOutcome.End;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionSolverTest {
  /**
   * Gradient descent from these seeds ends in a minimum of rank 2; SGD leaves it for one of rank 1.
   */
  private static final CompletionProblem OVERESTIMATED =
      CompletionProblem.draw(new CompletionSpec(6, 6, 1, 0.3, 3, 8, 0.004, 11));

  private static final double LOSS_OF_RANK_2 = 0.0212783;
  private static final double LOSS_OF_RANK_1 = 0.0176974;

  private static final int[] SEEDS_OF_RANK_2 = {1, 4, 5};

  @Test
  void aDrawnTargetHasItsRankAndUnitMeanSquare() {
    CompletionProblem problem =
        CompletionProblem.draw(new CompletionSpec(9, 7, 3, 0.4, 3, 8, 0.1, 2));
    double norm = NormOps_DDRM.normF(problem.target());
    assertThat(norm * norm).isCloseTo(63, within(1e-11));
    assertThat(SingularOps_DDRM.rank(problem.target())).isEqualTo(3);
    assertThat(problem.observed()).hasSize(25).doesNotHaveDuplicates();
    assertThat(CompletionProblem.draw(problem.spec()).observed()).isEqualTo(problem.observed());
  }

  /** With everything observed, σ(A) solves (s − s*)/|I| + λ s^{2/L − 1} = 0, value by value. */
  @ParameterizedTest
  @CsvSource({"2, 0.01", "3, 0.005", "4, 0.005"})
  void gradientDescentShrinksSingularValuesOneByOneWhenAllEntriesAreObserved(
      int depth, double lambda) {
    CompletionSpec spec = new CompletionSpec(5, 4, 2, 1, depth, 5, lambda, 4);
    CompletionProblem problem = CompletionProblem.draw(spec);
    CompletionLook end = Problems.run(problem, Problems.training(0.1, 0, 1, 30_000, 1)).last();
    double[] target = SingularOps_DDRM.singularValues(problem.target());
    double penalty = 0;
    double fit = 0;
    for (int i = 0; i < 2; i++) {
      double s = shrunk(target[i], 20 * lambda, depth);
      assertThat(end.spectrum().get(i)).isCloseTo(s, within(1e-8));
      fit += (s - target[i]) * (s - target[i]) / 40;
      penalty += lambda * depth / 2 * Math.pow(s, 2.0 / depth);
    }
    assertThat(end.fit()).isCloseTo(fit, within(1e-10));
    assertThat(end.penalty()).isCloseTo(penalty, within(1e-10));
    assertThat(end.spectrum().get(2)).isLessThan(1e-8);
    assertThat(end.rank()).isEqualTo(2);
    assertThat(end.testError()).isNaN();
    assertThat(end.gradientNorm()).isLessThan(1e-8);
  }

  /** The larger root of s − s* + c·s^{2/L − 1} = 0, by Newton's method from above. */
  private static double shrunk(double target, double c, int depth) {
    double s = target;
    for (int i = 0; i < 100; i++) {
      double power = 2.0 / depth - 1;
      double slope = 1 + c * power * Math.pow(s, power - 1);
      s -= (s - target + c * Math.pow(s, power)) / slope;
    }
    return s;
  }

  @Test
  void gradientDescentStaysInAMinimumOfTooHighRank() {
    for (int seed : SEEDS_OF_RANK_2) {
      CompletionOutcome outcome =
          Problems.run(OVERESTIMATED, Problems.training(1, 0, 1, 60_000, seed));
      assertThat(outcome.last().loss()).isCloseTo(LOSS_OF_RANK_2, within(1e-6));
      assertThat(outcome.last().gradientNorm()).isLessThan(1e-12);
      assertThat(RankTransitions.of(outcome.looks(), 20_000, 5).jumps()).isEmpty();
      assertThat(outcome.last().rank()).isEqualTo(2);
    }
  }

  @Test
  void allEntriesInAStepMeanGradientDescent() {
    CompletionTraining control =
        new CompletionTraining(0.3, 40_000, OptionalInt.empty(), 20_000, 0.3, 500, 0.1, 1.5, 1);
    CompletionTraining warmup = Problems.training(1, 0, 1, 60_000, 1);
    CompletionLook controlled = Problems.run(OVERESTIMATED, control).last();
    assertThat(controlled).isEqualTo(Problems.run(OVERESTIMATED, warmup).last());
    assertThat(controlled.rank()).isEqualTo(2);
  }

  @Test
  void sgdFallsFromItToTheRankOfTheTargetAndDoesNotComeBack() {
    for (int seed : SEEDS_OF_RANK_2) {
      CompletionOutcome outcome =
          Problems.run(OVERESTIMATED, Problems.training(0.3, 200_000, 1, 20_000, seed));
      RankTransitions transitions = RankTransitions.of(outcome.looks(), 20_000, 5);
      assertThat(transitions.initial()).hasValue(2);
      assertThat(transitions.jumps()).hasSize(1);
      assertThat(transitions.jumps().get(0).to()).isEqualTo(1);
      assertThat(transitions.downs()).isEqualTo(1);
      assertThat(outcome.last().testError()).isLessThan(0.4); // at rank 2: 1.02
    }
  }

  @Test
  void gradientDescentFromWhereSgdFellStaysThere() {
    CompletionPoint fallen =
        Problems.run(OVERESTIMATED, Problems.training(0.3, 200_000, 1, 20_000, 1)).point();
    CompletionTraining descent = Problems.training(1, 0, 1, 60_000, 1);
    CompletionLook end =
        CompletionSolver.run(OVERESTIMATED, descent, fallen, look -> {}, () -> false).last();
    assertThat(end.rank()).isEqualTo(1);
    assertThat(end.loss()).isCloseTo(LOSS_OF_RANK_1, within(1e-6));
    assertThat(end.gradientNorm()).isLessThan(1e-9);
  }

  @Test
  void aSeedMeansTheSameRunToTheLastBit() {
    CompletionTraining training = Problems.training(0.1, 3000, 2, 1000, 9);
    CompletionOutcome once = Problems.run(OVERESTIMATED, training);
    CompletionOutcome again = Problems.run(OVERESTIMATED, training);
    assertThat(again.looks()).isEqualTo(once.looks());
    for (int l = 0; l < 3; l++) {
      assertThat(again.point().layers().get(l).data).isEqualTo(once.point().layers().get(l).data);
    }
    CompletionOutcome other = Problems.run(OVERESTIMATED, Problems.training(0.1, 3000, 2, 1000, 8));
    assertThat(other.last()).isNotEqualTo(once.last());
  }

  @Test
  void looksAreTakenOnTimeAndAtTheEndOfEitherPhase() {
    List<CompletionLook> heard = new ArrayList<>();
    CompletionTraining training =
        new CompletionTraining(0.1, 900, OptionalInt.of(1), 700, 0.1, 500, 0.1, 1, 1);
    CompletionOutcome outcome =
        CompletionSolver.run(OVERESTIMATED, training, heard::add, () -> false);
    assertThat(outcome.looks().stream().map(CompletionLook::step))
        .containsExactly(0L, 500L, 700L, 1000L, 1500L, 1600L);
    assertThat(heard).isEqualTo(outcome.looks());
    assertThat(outcome.end()).isEqualTo(End.FINISHED);
  }

  @Test
  void aLookReportsTheObjectiveOfItsPoint() {
    CompletionProblem problem = Problems.uneven(3, 0.02);
    CompletionOutcome outcome = Problems.run(problem, Problems.training(0.05, 700, 1, 300, 3));
    assertThat(outcome.last().loss())
        .isCloseTo(Problems.objective(problem, outcome.point()), within(1e-14));
    DMatrixRMaj product = outcome.point().product();
    double unobserved = 0;
    for (int i = 0; i < product.data.length; i++) {
      boolean seen = problem.observed().contains(new CompletionProblem.Entry(i / 5, i % 5));
      double error = product.data[i] - problem.target().data[i];
      unobserved += seen ? 0 : error * error;
    }
    assertThat(outcome.last().testError()).isCloseTo(unobserved / (2 * 8), within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 1e3, 1e300})
  void tooLargeARateEndsDivergedAtTheLastFiniteLook(double rate) {
    CompletionOutcome outcome =
        Problems.run(OVERESTIMATED, Problems.training(rate, 50_000, 1, 1000, 1));
    assertThat(outcome.diverged()).isTrue();
    assertThat(outcome.last().loss()).isFinite();
    assertThat(outcome.steps()).isLessThan(51_000);
    assertThat(outcome.point().product().data).doesNotContain(Double.NaN);
  }

  @Test
  void entriesThatAreNotObservedDivergeToo() {
    CompletionSpec spec = new CompletionSpec(2, 2, 1, 0.25, 3, 2, 0, 1);
    CompletionProblem one =
        new CompletionProblem(
            spec,
            new DMatrixRMaj(2, 2, true, 1, 0, 0, 0),
            List.of(new CompletionProblem.Entry(0, 0)));
    DMatrixRMaj identity = new DMatrixRMaj(2, 2, true, 1, 0, 0, 1);
    DMatrixRMaj huge = new DMatrixRMaj(2, 2, true, 1, 0, 0, 1e200);
    CompletionPoint start = new CompletionPoint(List.of(identity, huge, huge));
    CompletionOutcome outcome =
        CompletionSolver.run(
            one, Problems.training(0.1, 1000, 1, 0, 1), start, look -> {}, () -> false);
    assertThat(outcome.end()).isEqualTo(End.DIVERGED);
  }

  @Test
  void aSpectrumIsFoundHoweverSmallTheMatrixIs() {
    DMatrixRMaj tiny = new DMatrixRMaj(2, 2, true, 0, 3e-200, 4e-200, 0);
    assertThat(CompletionRun.spectrum(tiny).get(0)).isCloseTo(4e-200, within(1e-214));
    assertThat(CompletionRun.spectrum(tiny).get(1)).isCloseTo(3e-200, within(1e-214));
    DMatrixRMaj underflowed = new DMatrixRMaj(2, 3, true, 1e-310, 0, 0, 0, 0, 0);
    assertThat(CompletionRun.spectrum(underflowed)).containsExactly(0.0, 0.0);
  }

  /** The first Gaussian of each stream has mean 0 over seeds, and no stream repeats another. */
  @Test
  void matricesAndStartsOfNeighbouringSeedsAreIndependent() {
    int seeds = 400;
    double[] first = new double[seeds];
    double[] start = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      first[seed] = RandomPart.PROBLEM.of(seed).nextGaussian();
      start[seed] = RandomPart.START.of(seed).nextGaussian();
    }
    double bound = 3 / Math.sqrt(seeds); // three standard deviations of each mean
    double next = 0;
    double across = 0;
    for (int seed = 0; seed < seeds; seed++) {
      next += first[seed] * first[(seed + 1) % seeds] / seeds;
      across += first[seed] * start[seed] / seeds;
    }
    assertThat(Arrays.stream(first).average().orElseThrow()).isCloseTo(0, within(bound));
    assertThat(next).isCloseTo(0, within(bound));
    assertThat(across).isCloseTo(0, within(bound));
  }

  @Test
  void aStopIsHeardAtTheNextLook() {
    AtomicInteger asked = new AtomicInteger();
    CompletionOutcome outcome =
        CompletionSolver.run(
            OVERESTIMATED,
            Problems.training(0.1, 100_000, 1, 0, 1),
            look -> {},
            () -> asked.incrementAndGet() == 3);
    assertThat(outcome.end()).isEqualTo(End.STOPPED);
    assertThat(outcome.steps()).isEqualTo(1000);
  }

  @Test
  void argumentsOutOfRangeAreRefusedWithTheRange() {
    assertThatThrownBy(() -> new CompletionSpec(5, 5, 6, 0.5, 3, 5, 0.1, 1))
        .hasMessage("the rank of A* must be from 1 to min(rows, columns) = 5, got 6");
    assertThatThrownBy(() -> new CompletionSpec(5, 5, 1, 0, 3, 5, 0.1, 1))
        .hasMessage("the observed fraction must be in (0, 1], got 0.0");
    assertThatThrownBy(() -> new CompletionSpec(5, 5, 1, 0.5, 1, 5, 0.1, 1))
        .hasMessage("depth (L) must be at least 2, got 1");
    assertThatThrownBy(() -> new CompletionSpec(5, 5, 1, 0.5, 3, 5, -0.1, 1))
        .hasMessage("λ must be at least 0 and finite, got -0.1");
    assertThatThrownBy(() -> Problems.training(0, 1, 1, 1, 1))
        .hasMessage("the learning rate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> Problems.training(1, 1, 0, 1, 1))
        .hasMessage("the batch must have at least 1 entry, got 0");
    CompletionPoint other = CompletionPoint.random(Problems.uneven(3, 0).spec(), 1, 1);
    assertThatThrownBy(
            () ->
                CompletionSolver.run(
                    OVERESTIMATED,
                    Problems.training(1, 1, 1, 1, 1),
                    other,
                    look -> {},
                    () -> false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shapes do not fit");
  }
}
