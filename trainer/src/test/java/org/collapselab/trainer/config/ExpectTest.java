package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.trainer.testing.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The key {@code expect} of both kinds of files. */
class ExpectTest {
  @TempDir Path directory;

  @Test
  void everyLineOfAnExperimentThatCannotBeReadIsReportedWhereItStands() {
    assertThatThrownBy(
            () ->
                ConfigLoader.parse(
                    """
                    name: x
                    expect:
                      - accuracy(test) > 0.9
                      - accuracy(tset) > 0.9
                      - loss is small
                    """,
                    List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("2 problems")
        .hasMessageContaining("line 4: expect[1]: \"tset\" is neither a place nor a split")
        .hasMessageContaining("line 5: expect[2]: \"loss is small\" is not an expectation");
  }

  @Test
  void everyLineOfASweepThatCannotBeReadIsReportedWhereItStands() {
    assertThatThrownBy(
            () ->
                SweepLoader.parse(
                    """
                    name: x
                    dufm: {lambda: 0.1}
                    expect:
                      - accuracy(test) > 0.9
                      - 3
                    """))
        .hasMessageContaining("line 4: expect[0]: \"accuracy\" is unknown; expected one of mean")
        .hasMessageContaining("line 5: expect[1]: 3 must be put in quotes to be text");
  }

  @Test
  void expectationsSurviveWritingAndLoading() {
    String list = "expect: [\"dufm_objective = 0.0747 ± 2 %\", \"nc1_pinv(last, test) < 1e-2\"]\n";
    ExperimentConfig experiment = ConfigLoader.parse("name: x\n" + list, List.of());
    assertThat(experiment.expect()).hasSize(2);
    assertThat(ConfigLoader.parse(ConfigWriter.toYaml(experiment), List.of()))
        .isEqualTo(experiment);
    SweepConfig sweep =
        SweepLoader.parse(
            "{name: x, dufm: {lambda: 1}, expect: [\"mean(loss | width = 3, seed = 1) < 1\"]}");
    assertThat(sweep.expect()).containsExactly("mean(loss | width = 3, seed = 1) < 1");
    assertThat(SweepLoader.parse(sweep.yaml())).isEqualTo(sweep);
  }

  @Test
  void aSweepTakesNoExpectationsFromTheExperimentThatItBuildsOn() throws IOException {
    Files.writeString(directory.resolve("base.yaml"), "name: b\nexpect: [accuracy(test) > 0.9]\n");
    String text = "name: s\nexperiment: {from: base.yaml}\n";
    Path sweep = Files.writeString(directory.resolve("s.yaml"), text);
    SweepConfig config = SweepLoader.load(sweep, List.of(), false);
    ExperimentTrial trial = (ExperimentTrial) config.settings().get(0).trial();
    assertThat(trial.experiment().expect()).isEmpty();
    assertThatThrownBy(
            () -> SweepLoader.load(sweep, List.of("experiment.expect=[accuracy > 0]"), false))
        .hasMessageContaining("experiment.expect: a sweep is checked as a whole");
  }

  static List<Path> nightly() throws IOException {
    try (Stream<Path> files = Files.list(Repository.path("experiments/nightly"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("nightly")
  void everyNightlyFileLoadsIsNamedLikeItsFileAndExpectsSomething(Path file) throws IOException {
    boolean sweep = SweepLoader.isSweep(file);
    String name =
        sweep
            ? SweepLoader.load(file, List.of(), false).name()
            : ConfigLoader.load(file, List.of()).name();
    List<String> expect =
        sweep
            ? SweepLoader.load(file, List.of(), false).expect()
            : ConfigLoader.load(file, List.of()).expect();
    assertThat(file).hasFileName(name + ".yaml");
    assertThat(expect).isNotEmpty();
    String schema = sweep ? "sweep" : "experiment";
    assertThat(Files.readAllLines(file))
        .startsWith(
            "# yaml-language-server: $schema=../../docs/schema/%s.schema.json".formatted(schema));
  }
}
