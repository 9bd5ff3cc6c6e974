package org.collapselab.studies.optimum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.studies.dufm.Embedding;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmObjective;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.trainer.store.npy.NpyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimumSearchTest {
  private static final DufmProblem THREE =
      DufmProblem.uniform(3, 4, 1, 0.004, Loss.MSE, Activation.RELU);

  @TempDir Path runs;

  private static OptimumSettings settings(DufmProblem problem, int starts, int threads) {
    return new OptimumSettings(
        OptimumProblem.ofDefaultWidth(problem), starts, Double.POSITIVE_INFINITY, 1, threads);
  }

  private OptimumDirectory create(OptimumSettings settings) {
    return OptimumDirectory.create(runs, settings, List.of("collapse", "optimum"));
  }

  private static OptimumResult run(OptimumDirectory directory) {
    return directory.run((done, planned, best, rank) -> {}, () -> false);
  }

  @Test
  void threeClassesAreBestAtRankTwo() {
    OptimumResult result = run(create(settings(THREE, 4, 2)));
    FrontierPoint best = result.best();
    assertThat(best.loss()).isCloseTo(0.0292534, within(1e-6));
    assertThat(best.found().end().ranks()).containsExactly(2, 2, 2, 3);
    assertThat(best.found().end().gradientNorm()).isLessThan(1e-7);
    assertThat(best.found().end().balanceGap()).isLessThan(1e-4);
    assertThat(best.reached()).isPositive().isLessThanOrEqualTo(best.ended());
    double dnc =
        result.frontier().stream().filter(p -> p.rank() == 3).findFirst().orElseThrow().loss();
    assertThat(dnc).isCloseTo(0.0299275, within(1e-6));
  }

  @Test
  void whatIsStatedIsTheTheorysOwnObjectiveOfTheStoredMatrices() throws IOException {
    OptimumDirectory directory = create(settings(THREE, 2, 1));
    OptimumResult result = run(directory);
    DufmObjective objective = new DufmObjective(THREE);
    for (FrontierPoint point : result.frontier()) {
      double value = objective.evaluate(Embedding.construction(point.found().point())).total();
      assertThat(value).isCloseTo(point.loss(), within(1e-12));
      Path folder = directory.path().resolve("rank-" + point.rank());
      assertThat(NpyFile.read(folder.resolve("W4.npy")).toDoubles())
          .isEqualTo(point.found().point().factors().get(4).data);
      assertThat(folder.resolve("gram3.npy")).exists();
    }
    assertThat(Files.readAllLines(directory.path().resolve("frontier.csv")))
        .hasSize(result.frontier().size() + 1);
  }

  @Test
  void linearCrossEntropyHasARankThreeCodeBelowTheOrthoplex() {
    DufmProblem problem = DufmProblem.uniform(10, 3, 1, 0.002, Loss.CE, Activation.LINEAR);
    FrontierPoint best = run(create(settings(problem, 4, 2))).best();
    assertThat(best.rank()).isEqualTo(3);
    assertThat(best.loss()).isLessThan(0.0776832 + 1e-6);
  }

  @Test
  void threadsChangeNothing() {
    List<FrontierPoint> one = run(create(settings(THREE, 3, 1))).frontier();
    List<FrontierPoint> two = run(create(settings(THREE, 3, 2))).frontier();
    assertThat(two)
        .extracting(point -> point.found().end(), FrontierPoint::reached)
        .containsExactlyElementsOf(
            one.stream()
                .map(
                    point ->
                        org.assertj.core.groups.Tuple.tuple(point.found().end(), point.reached()))
                .toList());
  }

  @Test
  void startsThatHaveEndedAreTakenOver() throws IOException {
    OptimumDirectory directory = create(settings(THREE, 2, 1));
    OptimumResult first = run(directory);
    Path known = directory.path().resolve("starts/r03-code-000.json");
    Files.writeString(
        known, Files.readString(known).replaceFirst("\"loss\" : [^,]+", "\"loss\" : 0.001"));
    OptimumResult second = run(OptimumDirectory.open(directory.path(), settings(THREE, 3, 2)));
    assertThat(second.best().loss()).isEqualTo(0.001);
    assertThat(second.done()).isEqualTo(second.planned()).isGreaterThan(first.done());
  }

  /** Narrow layers often have no neuron that answers; JSON would keep a loss of NaN as null. */
  @Test
  void everyStartIsFinite() {
    OptimumProblem problem = new OptimumProblem(THREE, 3);
    StartPoint points = new StartPoint(problem, problem.references(), 1);
    for (OptimumStart start : new StartPlan(problem, problem.references()).starts(200)) {
      assertThat(DufmSolver.loss(points.of(start))).as(start.id()).isFinite();
    }
  }

  @Test
  void aDirectoryOfAnotherSearchIsRefused() {
    Path path = create(settings(THREE, 1, 1)).path();
    DufmProblem other = DufmProblem.uniform(3, 4, 1, 0.005, Loss.MSE, Activation.RELU);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptimumDirectory.open(path, settings(other, 1, 1)))
        .withMessageContaining("another search");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptimumDirectory.open(runs, settings(THREE, 1, 1)))
        .withMessageContaining("has no search.json");
  }

  @Test
  void aStopKeepsWhatHasEnded() throws IOException {
    OptimumDirectory directory = create(settings(THREE, 4, 1));
    int[] ended = {0};
    OptimumResult result =
        directory.run((done, planned, best, rank) -> ended[0] = done, () -> ended[0] >= 3);
    assertThat(result.stopped()).isTrue();
    assertThat(result.done()).isEqualTo(3);
    assertThat(result.planned()).isGreaterThan(3);
    try (Stream<Path> files = Files.list(directory.path().resolve("starts"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".json"))).hasSize(3);
    }
  }

  @Test
  void theZeroSolutionIsAmongThePoints() {
    DufmProblem heavy = DufmProblem.uniform(4, 3, 1, 0.5, Loss.MSE, Activation.RELU);
    FrontierPoint best = run(create(settings(heavy, 1, 1))).best();
    assertThat(best.rank()).isZero();
    assertThat(best.loss()).isEqualTo(0.5);
    assertThat(best.found().end().balanceGap()).isNaN();
  }
}
