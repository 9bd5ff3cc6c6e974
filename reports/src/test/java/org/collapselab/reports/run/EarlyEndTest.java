package org.collapselab.reports.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.trainer.run.RunResult;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that end before all epochs are done. */
class EarlyEndTest {
  private static final String EVERY_STEP = "measure.schedule={type: steps, every: 1}";

  @TempDir Path dir;

  /** Ends by the bound on the objective, and without one by numbers that overflow. */
  @ParameterizedTest
  @CsvSource({"1e6, float", "1e300, float", "1e300, double"})
  void aHugeLearningRateDivergesAndSaysWhatToTry(String bound, String precision)
      throws IOException {
    RunResult run =
        new TinyRun(dir)
            .reporting(ReportWriter::write)
            .run(
                "optimizer={learning_rate: 100, schedule: {type: constant}}",
                "train={epochs: 200, batch_size: 50, explode_above: %s}".formatted(bound),
                "model.precision=" + precision,
                EVERY_STEP);
    assertThat(run.summary().state()).isEqualTo(EndState.DIVERGED);
    assertThat(run.summary().reason())
        .startsWith("training diverged at step ")
        .contains("Of the terms, the fit grew most", "λ_max = ")
        .containsPattern("optimizer\\.(learning_rate|warmup_steps)=\\S+")
        .doesNotContain("Exception");
    JsonNode summary = TinyRun.json(run.directory().summary());
    assertThat(summary.get("state").asText()).isEqualTo("diverged");
    assertThat(summary.get("steps").asLong()).isLessThan(800);
    assertThat(TinyRun.values(run, "train", "", "", "fit")).isNotEmpty();
    assertThat(TinyRun.files(run))
        .contains("report.html", "metrics.csv")
        .doesNotContain("comparison.json");
  }

  @Test
  void theBoundOnTheObjectiveIsNamedWhenItIsExceeded() {
    RunResult run = new TinyRun(dir).reporting(ReportWriter::write).run("train.explode_above=1e-3");
    assertThat(run.summary().state()).isEqualTo(EndState.DIVERGED);
    assertThat(run.summary().steps()).isZero();
    assertThat(run.summary().reason()).contains("exceeds train.explode_above = 0.001");
  }

  @Test
  void trainingStopsAtTheFirstMeasurementBelowTheBound() throws IOException {
    String taps = "measure={schedule: {type: steps, every: 1}, taps: [fc3], test: false}";
    List<Double> full =
        TinyRun.values(
            new TinyRun(dir).reporting(ReportWriter::write).run(taps),
            "train",
            "fc3",
            "post",
            "nc1_trace_ratio");
    double bound = Collections.min(full) * 1.0001;
    long first = full.indexOf(full.stream().filter(v -> v < bound).findFirst().orElseThrow());
    RunResult run =
        new TinyRun(dir)
            .reporting(ReportWriter::write)
            .run(taps, "train.until={metric: nc1_trace_ratio, below: %s}".formatted(bound));
    assertThat(run.summary().steps()).isEqualTo(first).isPositive();
    assertThat(run.summary().state()).isEqualTo(EndState.STOPPED);
    assertThat(run.summary().reason()).startsWith("nc1_trace_ratio of last fell below ");
    assertThat(TinyRun.files(run)).contains("comparison.json", "report.html", "means/fc4.pre.npy");
  }

  @Test
  void aBoundThatHoldsFromTheStartTakesNoStep() throws IOException {
    RunResult run =
        new TinyRun(dir)
            .reporting(ReportWriter::write)
            .run("train.until={metric: equinorm, layer: fc2, below: 1e9}");
    assertThat(run.summary().state()).isEqualTo(EndState.STOPPED);
    assertThat(run.summary().steps()).isZero();
    assertThat(run.summary().samplesPerSecond()).isZero();
    assertThat(TinyRun.files(run)).contains("comparison.json", "report.html");
  }

  @Test
  void theBoundMayBeOnTheSideBeforeTheActivation() throws IOException {
    RunResult run =
        new TinyRun(dir)
            .reporting(ReportWriter::write)
            .run("train.until={metric: cdnv, tap: pre, below: 1e9}", "measure.taps=['fc3:pre']");
    assertThat(run.summary().state()).isEqualTo(EndState.STOPPED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train.until={metric: cdnv, layer: fc9, below: 1}  | train.until.layer: no layer named fc9; there are [fc1, fc2, fc3, fc4] and last
          measure.taps=['conv*']                            | measure.taps: tap pattern 'conv*' matches nothing; available taps: [fc1:pre, fc1:post,
          measure.taps=['fc4:post']                         | measure.taps: tap pattern 'fc4:post' matches nothing
          train.batch_size=201                              | train.batch_size: 201 is out of range; expected 1 to the 200 training samples
          """)
  void whatCannotBeMeasuredOrTrainedIsRefusedBeforeAnythingIsWritten(
      String override, String message) throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TinyRun(dir).reporting(ReportWriter::write).run(override))
        .withMessageStartingWith(message);
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void aBoundOnATapThatIsNotMeasuredIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new TinyRun(dir)
                    .reporting(ReportWriter::write)
                    .run("measure.taps=['fc1']", "train.until={metric: cdnv, below: 1}"))
        .withMessage(
            "train.until: fc3:post is not among the taps that measure.taps = [fc1] selects:"
                + " [fc1:pre, fc1:post]");
    assertThat(dir).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7})
  void anInterruptedRunKeepsEverything(int steps) throws IOException {
    int[] asked = {0};
    RunResult run =
        new TinyRun(dir).reporting(ReportWriter::write).stopWhen(() -> asked[0]++ == steps).run();
    assertThat(run.summary().state()).isEqualTo(EndState.INTERRUPTED);
    assertThat(run.summary().steps()).isEqualTo(steps);
    assertThat(TinyRun.json(run.directory().summary()).get("state").asText())
        .isEqualTo("interrupted");
    assertThat(TinyRun.files(run))
        .contains("comparison.json", "report.html", "model.zip", "weights/fc4.npy")
        .contains("means/fc1.pre.npy", "means/fc4.pre.npy");
    assertThat(TinyRun.values(run, "train_all", "", "", "dufm_objective")).hasSize(1);
    assertThat(Files.readString(run.directory().report())).contains("Run interrupted after");
  }

  @Test
  void anErrorInTheMiddleLeavesWhatWasMeasuredAndSaysSo() throws IOException {
    int[] asked = {0};
    TinyRun broken =
        new TinyRun(dir)
            .reporting(ReportWriter::write)
            .stopWhen(
                () -> {
                  if (asked[0]++ == 4) {
                    throw new IllegalStateException("the disk is on fire");
                  }
                  return false;
                });
    assertThatIllegalStateException().isThrownBy(broken::run).withMessage("the disk is on fire");
    try (Stream<Path> runs = Files.list(dir)) {
      Path directory = runs.findFirst().orElseThrow();
      JsonNode summary = TinyRun.json(directory.resolve("summary.json"));
      assertThat(summary.get("state").asText()).isEqualTo("failed");
      assertThat(summary.get("reason").asText()).isEqualTo("the disk is on fire");
      assertThat(summary.get("steps").asLong()).isEqualTo(4);
      assertThat(TinyRun.csv(directory.resolve("metrics.csv"))).isNotEmpty();
    }
  }
}
