package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
  private static final String FILE =
      """
      name: x
      data:
        samples_per_class: 50
      model:
        hidden: [8, 8, 8, 8]
      train:
        until:
      """;

  private static ExperimentConfig with(String... overrides) {
    return ConfigLoader.parse(FILE, List.of(overrides));
  }

  @Test
  void numbersListsAndSectionsAreYaml() {
    ExperimentConfig config =
        with(
            "model.hidden=[4, 3, 2, 1]",
            "data.samples_per_class=null",
            "optimizer.learning_rate=1e-3",
            "description=a = b",
            "export={features: true}");
    assertThat(config.model().hidden()).containsExactly(4, 3, 2, 1);
    assertThat(config.data().samplesPerClass()).isEmpty();
    assertThat(config.optimizer().learningRate()).isEqualTo(1e-3);
    assertThat(config.description()).isEqualTo("a = b");
    assertThat(config.export()).isEqualTo(new ExportConfig(true, true));
  }

  @Test
  void sectionsThatAreAbsentOrNullAreCreated() {
    ExperimentConfig config =
        with(
            "measure.schedule.type=epochs",
            "measure.schedule.every=2",
            "train.until.metric=cdnv",
            "train.until.below=0.5");
    assertThat(config.measure().schedule().every()).hasValue(2);
    assertThat(config.measure().schedule().count()).isEqualTo(20);
    assertThat(config.train().until())
        .contains(new TrainConfig.Until("cdnv", "last", TrainConfig.Tap.POST, 0.5));
  }

  @Test
  void theLastOverrideOfAKeyWins() {
    assertThat(with("seed=2", "seed=3").seed()).isEqualTo(3);
  }

  @Test
  void anOverrideRepairsABrokenValueOfTheFile() {
    assertThat(ConfigLoader.parse("name: x\nseed: oops\n", List.of("seed=5")).seed()).isEqualTo(5);
  }

  @Test
  void sgdAsAnOverrideDropsTheDefaultMomentum() {
    assertThat(with("optimizer.type=sgd").optimizer().momentum()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          seed                  | expected key.path=value, for example train.epochs=5
          =5                    | unknown key; Allowed here: name, description
          modle.hidden=[1]      | modle: unknown key; did you mean model? Allowed here: name
          optimizer.momentun=0  | optimizer.momentun: unknown key; did you mean momentum?
          train.momentum=0      | train.momentum: unknown key; did you mean optimizer.momentum?
          seed.value=1          | seed: has no keys below it; expected a whole number
          model.hidden.0=1      | model.hidden: has no keys below it; expected a list
          seed=-1               | seed: -1 is out of range
          seed=                 | seed: null does not fit
          model.hidden=[1, 0, 1, 1] | model.hidden[1]: 0 is out of range
          model.hidden=[1       | not valid YAML: while parsing
          """)
  void anOverrideThatDoesNotApplyIsQuotedWithTheReason(String override, String reason) {
    assertThatThrownBy(() -> with(override))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("configuration: 1 problem\n  override " + override + ": " + reason);
  }
}
