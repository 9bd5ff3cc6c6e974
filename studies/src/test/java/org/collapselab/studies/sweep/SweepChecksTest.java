package org.collapselab.studies.sweep;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.run.PlanChecks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SweepChecksTest {
  private static final String EXPERIMENT =
      """
      name: s
      experiment: {data: {set: mnist-10k}, model: {hidden: [4, 4, 4], head: {depth: 2}}}
      """;
  private static final String DUFM = "name: s\ndufm: {classes: 4, depth: 3, lambda: 0.01}\n";

  /** One that there is at the place. */
  private static String metric(String keys) {
    return keys.contains("layer") ? "rank_numerical, " : "fit, ";
  }

  private static void require(String yaml) {
    SweepChecks.require(SweepLoader.parse(yaml));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lambda: [[0.1, 0.1]]           | lambda
          width: [3]                     | width
          steps: [9], warmup_steps: [9]  | 9 of warm-up; that must be less than the 9 steps (with
          """)
  void aDescentThatCannotBeIsRefusedBeforeAnyTrial(String vary, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> require(DUFM + "vary: {%s}\n".formatted(vary)))
        .withMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          layer: fc9, tap: post              | collect[1]: nothing is measured at fc9:post on train; there are last, fc1:pre
          layer: fc1, tap: past              | collect[1].tap: no tap named past; expected one of pre, post, weight
          layer: fc1                         | collect[1]: a layer needs a tap and a tap a layer
          layer: fc4, tap: post              | collect[1]: nothing is measured at fc4:post on train
          layer: fc1, tap: weight, split: test | collect[1]: nothing is measured at fc1:weight on test
          split: valid                       | collect[1].split: no split named valid; expected one of train, test, train_all
          split: test, minus: tran           | collect[1].minus: no split named tran
          """)
  void whatIsCollectedMustBeMeasured(String keys, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                require(
                    EXPERIMENT
                        + "collect:\n  - {name: a, metric: fit}\n  - {name: b, metric: "
                        + metric(keys)
                        + keys
                        + "}\n"))
        .withMessageStartingWith(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          layer: last
          layer: last, tap: pre
          layer: last, tap: weight
          layer: fc4, tap: pre, split: test, minus: train
          layer: fc3, tap: post, split: train_all
          split: test
          """)
  void everyPlaceThatIsMeasuredMayBeCollected(String keys) {
    assertThatCode(
            () ->
                require(EXPERIMENT + "collect: [{name: b, metric: " + metric(keys) + keys + "}]\n"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          measure.test: [true, false]        | nothing is measured on test with measure.test = false (with measure.test false)
          measure.taps: [['*'], ['fc1']]     | nothing is measured at fc3:post on test
          model.hidden: [[4, 4, 4], [4, 4]]  | nothing is measured at fc3:post on test
          data.scaling: [standardized], data.set: [mnist-10k, california-housing] | nothing is measured at fc3:post on test; there are only numbers
          """)
  void everySettingIsChecked(String vary, String problem) {
    String yaml =
        EXPERIMENT
            + "collect: [{name: b, metric: cdnv, layer: fc3, tap: post, split: test}]\n"
            + "vary: {"
            + vary
            + "}\n";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> require(yaml))
        .withMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource({"seed", "state", "run", "structure", "rank_1", "a"})
  void aCollectedNumberHasAColumnToItself(String name) {
    String yaml =
        EXPERIMENT
            + "collect:\n  - {name: %s, metric: fit}\n  - {name: a, metric: fit, split: test}\n"
                .formatted(name);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> require(yaml))
        .withMessageContaining("trials.csv has a column " + name + " already");
    assertThatCode(() -> require(EXPERIMENT + "collect: [{name: loss, metric: fit}]\n"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          figures: [{type: lines, x: lambda, y: [los]}]         | figures[0]: trials.csv of this sweep has no column lambda
          figures: [{type: shares, of: [verdikt]}]              | figures[0]: trials.csv of this sweep has no column verdikt; did you mean verdict?
          figures: [{type: shares, of: [verdict], x: width}]    | figures[0]: trials.csv of this sweep has no column width
          figures: [{type: heat, x: seed, y: [loss], of: [rank_4]}] | figures[0]: trials.csv of this sweep has no column rank_4
          figures: [{type: curves, y: [loss], references: [loss_sgr]}] | figures[0]: trials.csv of this sweep has no column loss_sgr; did you mean loss_srg?
          figures: [{type: curves, y: [dnc1_1]}]                | figures[0]: curves.csv of this sweep has no quantity dnc1_1
          figures: [{type: curves}]                             | figures[0]: it names no quantity (y).
          expect: [mean(rank_4) < 1]                            | expect[0]: trials.csv of this sweep has no column rank_4
          expect: [sum(seed) > 0, count(width = 10) > 0]        | expect[1]: trials.csv of this sweep has no column width
          """)
  void columnsAndQuantitiesMustBeThere(String keys, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> require(DUFM + keys + "\n"))
        .withMessageStartingWith(problem);
  }

  @Test
  void aKeyThatVariesIsAColumn() {
    assertThatCode(
            () ->
                require(
                    DUFM
                        + """
                        vary: {lambda: [0.1, 0.2], loss: [mse, ce]}
                        figures: [{type: lines, x: lambda, y: [loss], colour: varied_loss}]
                        expect: ["mean(loss | varied_loss = ce, lambda = 0.1) > 0"]
                        """))
        .doesNotThrowAnyException();
  }

  private static Stream<Path> files() throws IOException {
    return Stream.of("papers", "nightly")
        .flatMap(
            folder -> {
              try (Stream<Path> files = Files.list(Path.of("../experiments", folder))) {
                return files.filter(f -> f.toString().endsWith(".yaml")).toList().stream();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("files")
  void theFilesOfTheProjectNameWhatIsThere(Path file) {
    if (SweepLoader.isSweep(file)) {
      SweepChecks.require(SweepLoader.load(file, List.of(), false));
      if (file.getParent().endsWith("papers")) { // each of these has a smoke size
        SweepChecks.require(SweepLoader.load(file, List.of(), true));
      }
    } else {
      PlanChecks.require(ConfigLoader.load(file, List.of()));
    }
  }
}
