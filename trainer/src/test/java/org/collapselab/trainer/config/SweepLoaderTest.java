package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.trainer.testing.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SweepLoaderTest {
  private static final String SWEEP =
      """
      name: widths
      dufm: {lambda: 0.004, steps: 100}
      vary:
        width: [10, 30]
        lambda: [0.001, 0.002, 0.004]
      seeds: 4
      first_seed: 7
      smoke:
        dufm: {steps: 5}
        vary: {width: [12]}
        seeds: 1
      """;

  @TempDir Path directory;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static DufmTrial dufm(SweepConfig sweep, int index) {
    return (DufmTrial) sweep.settings().get(index - 1).trial();
  }

  @Test
  void everyCombinationIsASettingTheLastKeyRunningFastest() {
    SweepConfig sweep = SweepLoader.parse(SWEEP);
    assertThat(sweep.trials()).isEqualTo(24);
    assertThat(sweep.seeds()).containsExactly(7L, 8L, 9L, 10L);
    assertThat(sweep.settings().get(1).label()).isEqualTo("width 10, lambda 0.002");
    assertThat(dufm(sweep, 2).lambda()).containsExactly(0.002);
    assertThat(dufm(sweep, 6).width()).hasValue(30);
    assertThat(dufm(sweep, 6).steps()).isEqualTo(100);
  }

  @Test
  void smokeIsPutOnTopAndReplacesLists() throws IOException {
    SweepConfig sweep = SweepLoader.load(file("widths.yaml", SWEEP), List.of(), true);
    assertThat(sweep.trials()).isEqualTo(3);
    assertThat(dufm(sweep, 1).steps()).isEqualTo(5);
    assertThat(dufm(sweep, 1).width()).hasValue(12);
  }

  @Test
  void overridesComeLast() throws IOException {
    SweepConfig sweep =
        SweepLoader.load(
            file("widths.yaml", SWEEP),
            List.of("seeds=2", "dufm.steps=9", "vary.width=[20]"),
            true);
    assertThat(sweep.trials()).isEqualTo(6);
    assertThat(dufm(sweep, 1).steps()).isEqualTo(9);
    assertThat(dufm(sweep, 1).width()).hasValue(20);
  }

  @Test
  void theResolvedFileLoadsToTheSameSweep() throws IOException {
    SweepConfig sweep = SweepLoader.load(file("widths.yaml", SWEEP), List.of("seeds=3"), true);
    assertThat(SweepLoader.parse(sweep.yaml())).isEqualTo(sweep);
  }

  @Test
  void casesAreCombinedWithVariedKeys() {
    SweepConfig sweep =
        SweepLoader.parse(
            """
            name: cases
            dufm: {lambda: 0.004}
            cases: [{activation: linear, loss: ce}, {activation: relu}]
            vary: {depth: [3, 4]}
            """);
    assertThat(sweep.settings().stream().map(SweepSetting::label))
        .containsExactly(
            "activation linear, loss ce, depth 3",
            "activation linear, loss ce, depth 4",
            "activation relu, depth 3",
            "activation relu, depth 4");
  }

  @Test
  void experimentsBuildOnAnExperimentFile() throws IOException {
    file("base.yaml", "name: base\ntrain: {epochs: 3}\n");
    Path sweep =
        file(
            "rates.yaml",
            """
            name: rates
            experiment: {from: base.yaml, train: {batch_size: 64}}
            vary: {optimizer.learning_rate: [0.1, 0.2]}
            """);
    SweepConfig config = SweepLoader.load(sweep, List.of(), false);
    ExperimentTrial trial = (ExperimentTrial) config.settings().get(1).trial();
    assertThat(trial.experiment().train().epochs()).isEqualTo(3);
    assertThat(trial.experiment().train().batchSize()).isEqualTo(64);
    assertThat(trial.experiment().optimizer().learningRate()).isEqualTo(0.2);
    assertThat(SweepLoader.parse(config.yaml())).isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: a | expected exactly one of the sections [completion, dufm, surface, optimum, theory, experiment]; found none",
        "{name: a, dufm: {lambda: 1}, theory: {lambda: 1}} | found [dufm, theory]",
        "{name: a, dufm: {lambda: 1}, vary: {widht: [1]}} | dufm.widht: unknown key; did you mean width?",
        "{name: a, dufm: {lambda: 1}, vary: {width: 3}} | vary.width: expected a list of values",
        "{name: a, dufm: {lambda: 1}, vary: {lambda: [0.1, -1]}} | dufm.lambda: -1 is out of range",
        "{name: a, dufm: {lambda: 1}, vary: {activation: [relu, tanh]}} | dufm.activation: \"tanh\" is left out on purpose",
        "{name: a, theory: {lambda: 1, activation: gelu}} | the theory is about ReLU and linear layers",
        "{name: a, dufm: {lambda: 1}, cases: {width: 3}} | cases: expected a list of sections",
        "{name: a, dufm: 3} | dufm: expected a section with keys",
        "{name: a, dufm: {lambda: 1}, sedes: 3} | unknown key; did you mean seeds?",
        "{name: a, dufm: {lambda: 1}, figures: [{type: pie}]} | figures[0].type",
        "{name: a, experiment: {train: {epochs: 0}}} | train.epochs: 0 is out of range",
      })
  void whatIsWrongIsSaidBeforeAnythingRuns(String yaml, String message) {
    assertThatThrownBy(() -> SweepLoader.parse(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  static List<Path> sweeps() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder :
        List.of("experiments/papers", "experiments/studies", "experiments/sweeps")) {
      try (Stream<Path> files = Files.list(Repository.path(folder))) {
        files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(all::add);
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void everySweepLoadsInBothSizes(Path file) throws IOException {
    SweepConfig full = SweepLoader.load(file, List.of(), false);
    SweepConfig smoke = SweepLoader.load(file, List.of(), true);
    assertThat(file).hasFileName(full.name() + ".yaml");
    assertThat(smoke.trials()).isLessThanOrEqualTo(full.trials());
    assertThat(SweepLoader.parse(full.yaml())).isEqualTo(full);
    assertThat(full.claim()).isNotEmpty();
    assertThat(full.figures()).isNotEmpty();
    assertThat(Files.readAllLines(file))
        .startsWith("# yaml-language-server: $schema=../../docs/schema/sweep.schema.json");
  }
}
