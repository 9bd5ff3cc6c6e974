package org.collapselab.models.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.collapselab.models.completion.CompletionProblem.Entry;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionGradientTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void theFullGradientIsThatOfTheDefinition(int depth) {
    CompletionProblem problem = Problems.uneven(depth, 0.03);
    CompletionPoint point = CompletionPoint.random(problem.spec(), 1.4, 5);
    List<DMatrixRMaj> gradient = new FullGradient(problem, point).gradient();
    assertClose(gradient, Problems.slopes(problem, point), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void aFullStepIsAlongIt(int depth) {
    CompletionProblem problem = Problems.uneven(depth, 0.03);
    CompletionPoint point = CompletionPoint.random(problem.spec(), 1.4, 6);
    CompletionPoint expected = point.copy();
    descend(expected, new FullGradient(problem, expected).gradient(), 0.2);
    double fit = new FullGradient(problem, point).step(0.2);
    assertClose(point.layers(), expected.layers(), 1e-14);
    assertThat(fit).isPositive();
  }

  /** A step is compared with the gradient of the objective over its mini-batch alone. */
  @ParameterizedTest
  @CsvSource({"2, 1", "3, 1", "4, 1", "2, 3", "4, 3", "4, 40"})
  void aStochasticStepIsAlongTheGradientOverItsMiniBatch(int depth, int batch) {
    CompletionProblem problem = Problems.uneven(depth, 0.03);
    CompletionPoint point = CompletionPoint.random(problem.spec(), 1.4, 7);
    CompletionPoint expected = point.copy();
    Stochastic stochastic = new Stochastic(problem, point, batch, new Random(3));
    Random draws = new Random(3);
    for (int step = 0; step < 20; step++) {
      stochastic.step(0.05);
      descend(expected, batchGradient(problem, expected, batch, draws), 0.05);
    }
    assertClose(point.layers(), expected.layers(), 1e-12);
  }

  private static List<DMatrixRMaj> batchGradient(
      CompletionProblem problem, CompletionPoint point, int batch, Random draws) {
    List<DMatrixRMaj> mean = zerosLike(point.layers());
    for (int b = 0; b < batch; b++) {
      Entry entry = problem.observed().get(draws.nextInt(problem.observed().size()));
      add(mean, 1.0 / batch, only(problem, entry, point));
    }
    return mean;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void stepsOnSingleEntriesAverageToTheFullStep(int depth) {
    CompletionProblem problem = Problems.uneven(depth, 0.03);
    CompletionPoint point = CompletionPoint.random(problem.spec(), 1.4, 8);
    List<DMatrixRMaj> mean = zerosLike(point.layers());
    int entries = problem.observed().size();
    for (Entry entry : problem.observed()) {
      CompletionPoint moved = point.copy();
      Sample sample = new Sample(moved, problem.spec().width());
      sample.load(entry.row(), entry.column(), problem.target().get(entry.row(), entry.column()));
      sample.descend(1 - 0.1 * 0.03, 0.1);
      add(mean, 1.0 / entries, moved.layers());
    }
    new FullGradient(problem, point).step(0.1);
    assertClose(point.layers(), mean, 1e-13);
  }

  /** Gradient of ½(A_ij − A*_ij)² + λ/2 Σ‖W_l‖². */
  private static List<DMatrixRMaj> only(
      CompletionProblem problem, Entry entry, CompletionPoint point) {
    CompletionProblem single =
        new CompletionProblem(problem.spec(), problem.target(), List.of(entry));
    return new FullGradient(single, point).gradient();
  }

  private static void descend(CompletionPoint point, List<DMatrixRMaj> gradient, double rate) {
    add(point.layers(), -rate, gradient);
  }

  private static void add(List<DMatrixRMaj> sum, double factor, List<DMatrixRMaj> terms) {
    for (int l = 0; l < sum.size(); l++) {
      CommonOps_DDRM.addEquals(sum.get(l), factor, terms.get(l));
    }
  }

  private static List<DMatrixRMaj> zerosLike(List<DMatrixRMaj> layers) {
    return layers.stream().map(m -> new DMatrixRMaj(m.numRows, m.numCols)).toList();
  }

  private static void assertClose(
      List<DMatrixRMaj> actual, List<DMatrixRMaj> expected, double relative) {
    for (int l = 0; l < expected.size(); l++) {
      double scale = NormOps_DDRM.normF(expected.get(l));
      assertThat(actual.get(l).data)
          .as("W_%d", l + 1)
          .containsExactly(expected.get(l).data, within(relative * scale));
    }
  }
}
