package org.collapselab.studies.dufm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.collapselab.models.Warmup;
import org.collapselab.models.dufm.FeatureMode;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.trainer.reference.MatchedHead;
import org.collapselab.trainer.store.DufmEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchedStudyTest {
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 4L);

  @TempDir Path runs;

  private final AtomicInteger computed = new AtomicInteger();

  private final MatchedStudy.Listener counter =
      new MatchedStudy.Listener() {
        @Override
        public void ended(DufmEnd end, int done, int seeds) {
          computed.incrementAndGet();
        }
      };

  private static MatchedHead head(double n, double lambda, double lambdaH) {
    DufmProblem problem =
        new DufmProblem(
            3, 3, n, lambdaH, Collections.nCopies(3, lambda), Loss.MSE, Activation.RELU);
    return new MatchedHead(problem, 6, 0, 0, List.of());
  }

  private static MatchedOptions options(OptionalInt steps) {
    return new MatchedOptions(4, 1, Optional.empty(), steps, 0.5, 0, 0);
  }

  private static MatchedSettings settings(int steps) {
    return MatchedSettings.of(head(2, 1e-3, 1e-3), options(OptionalInt.of(steps)));
  }

  @Test
  void thePenaltiesBeginAsThoseOfTheRunDo() {
    MatchedHead plain = head(2, 1e-3, 1e-3);
    MatchedHead head = new MatchedHead(plain.problem(), 6, 0.1, 0.25, List.of());
    MatchedSettings settings = MatchedSettings.of(head, options(OptionalInt.of(1002)));
    assertThat(settings.descent().warmup()).isEqualTo(new Warmup(100, 250));
    assertThat(settings.sha256()).isNotEqualTo(settings(1002).sha256());
  }

  private List<DufmEnd> study(MatchedSettings settings, List<Long> seeds, int threads) {
    return new MatchedStudy(settings, new EndCache(runs, settings), counter, () -> false)
        .run(seeds, threads);
  }

  /** Without the wall time, which no two computations share. */
  private static List<List<Object>> results(List<DufmEnd> ends) {
    return ends.stream()
        .map(
            end ->
                List.<Object>of(
                    end.seed(),
                    end.verdict(),
                    end.steps(),
                    end.loss(),
                    end.gradientNorm(),
                    end.lateChange(),
                    end.postRanks()))
        .toList();
  }

  @Test
  void aSecondStudyOfTheSameComputesNothing() {
    List<DufmEnd> first = study(settings(300), SEEDS, 2);
    assertThat(computed).hasValue(4);
    assertThat(study(settings(300), SEEDS, 1)).isEqualTo(first);
    assertThat(computed).hasValue(4);
    assertThat(study(settings(300), List.of(1L, 2L, 3L, 4L, 5L), 1)).startsWith(first.get(0));
    assertThat(computed).as("only the seed that was missing").hasValue(5);
    study(settings(301), SEEDS, 1);
    assertThat(computed).as("other settings are another study").hasValue(9);
  }

  @Test
  void aStudyThatWasStoppedGoesOnAndEndsAsIfItHadNot() throws IOException {
    MatchedSettings settings = settings(2000);
    List<DufmEnd> half =
        new MatchedStudy(settings, new EndCache(runs, settings), counter, () -> computed.get() >= 2)
            .run(SEEDS, 1);
    assertThat(half).hasSize(2);
    List<DufmEnd> whole = study(settings, SEEDS, 1);
    assertThat(computed).hasValue(4);
    Path elsewhere = Files.createDirectory(runs.resolve("elsewhere"));
    List<DufmEnd> never =
        new MatchedStudy(settings, new EndCache(elsewhere, settings), counter, () -> false)
            .run(SEEDS, 2);
    assertThat(results(whole)).isEqualTo(results(never));
  }

  @Test
  void ofTwoAtOnceOneComputesAndTheOtherWaits() {
    List<CompletableFuture<List<DufmEnd>>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(CompletableFuture.supplyAsync(() -> study(settings(1000), SEEDS, 1)));
    }
    assertThat(both.get(0).join()).isEqualTo(both.get(1).join()).hasSize(4);
    assertThat(computed).hasValue(4);
  }

  @Test
  void nothingIsLeftHalfWritten() throws IOException {
    MatchedSettings settings = settings(10);
    study(settings, SEEDS, 1);
    try (Stream<Path> files = Files.list(new EndCache(runs, settings).folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "settings.json",
              "run.lock",
              "seed-1.json",
              "seed-2.json",
              "seed-3.json",
              "seed-4.json");
    }
  }

  /** After a few steps the loss still falls by more than 0.1 % in a tenth of them. */
  @Test
  void seedsThatStillMoveAreKnown() {
    assertThat(study(settings(20), SEEDS, 1)).allMatch(DufmEnd::isMoving);
    MatchedSettings strong = MatchedSettings.of(head(2, 0.5, 0.5), options(OptionalInt.of(2000)));
    assertThat(study(strong, SEEDS, 1))
        .allMatch(end -> end.verdict().equals("zero"))
        .noneMatch(DufmEnd::isMoving);
  }

  @Test
  void aSeedThatDivergesHasNoPoint() {
    MatchedOptions fast =
        new MatchedOptions(1, 1, Optional.empty(), OptionalInt.of(100), 100, 0, 0);
    List<DufmEnd> ends = study(MatchedSettings.of(head(2, 1e-3, 1e-3), fast), List.of(1L), 1);
    assertThat(ends)
        .singleElement()
        .satisfies(end -> assertThat(end.verdict()).isEqualTo("diverged"))
        .matches(end -> !end.hasPoint() && !end.isMoving());
  }

  @Test
  void numbersOfThreadsAndSeedsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> study(settings(10), SEEDS, 0))
        .withMessage("threads must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new MatchedOptions(0, 1, Optional.empty(), OptionalInt.empty(), 0.5, 0, 0))
        .withMessage("seeds must be at least 1, got 0");
  }

  /** K = 3: up to N = 1000 features are explicit, if n is a whole number. */
  @ParameterizedTest
  @CsvSource({"1, EXPLICIT", "333, EXPLICIT", "334, MEANS", "20.5, MEANS", "6000, MEANS"})
  void theModeFollowsFromTheNumberOfFeatures(double n, FeatureMode expected) {
    MatchedSettings settings = MatchedSettings.of(head(n, 1e-3, 1e-3), options(OptionalInt.of(10)));
    assertThat(settings.model().features()).isEqualTo(expected);
    MatchedOptions chosen =
        new MatchedOptions(1, 1, Optional.of(FeatureMode.COLUMN), OptionalInt.of(10), 0.5, 0, 0);
    assertThat(MatchedSettings.of(head(n, 1e-3, 1e-3), chosen).model().features())
        .isEqualTo(FeatureMode.COLUMN);
  }

  /** Steps of 5 time constants 1/(ηλ) at η = 0.5, within their bounds. */
  @ParameterizedTest
  @CsvSource({
    "10, 1e-3, 1e-2, 60000",
    "10, 1e-3, 5e-5, 200000",
    "10, 5e-5, 1e-3, 200000",
    "10, 1e-3, 1e-6, 300000",
    "900, 1e-3, 2e-5, 500000",
    "900, 1e-3, 1e-6, 1000000"
  })
  void theStepsFollowFromTheSlowestFactor(double n, double lambda, double lambdaH, long steps) {
    MatchedSettings settings =
        MatchedSettings.of(head(n, lambda, lambdaH), options(OptionalInt.empty()));
    assertThat(settings.descent().steps()).isEqualTo(steps);
    assertThat(settings.timeConstants())
        .isCloseTo(steps * 0.5 * Math.min(lambda, lambdaH), withPercentage(1e-6));
  }
}
