package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigProblemsTest {
  private static List<String> problems(String yaml) {
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> ConfigLoader.parse(yaml, List.of()));
    assertThat(refused).as("refusal of %s", yaml).isNotNull();
    assertThat(refused.getMessage()).doesNotContain("jackson", "snakeyaml", "Exception", "java.");
    return refused.problems().stream().map(Problem::toString).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          model: {hidden: 256}               | model.hidden: 256 does not fit; expected a list of 1 to 64 entries, each a whole number in [1, 65536]
          model: {hidden: []}                | model.hidden: 0 entries; expected 1 to 64 entries
          model: {hidden: [9, 0, 9, 9]}      | model.hidden[1]: 0 is out of range; expected a whole number in [1, 65536]
          model: {hidden: [9, 1.5, 9, 9]}    | model.hidden[1]: 1.5 does not fit; expected a whole number in [1, 65536]
          model: {activation: rleu}          | model.activation: "rleu" does not fit; expected one of relu, linear; did you mean relu?
          model: {activation: [relu]}        | model.activation: a list does not fit; expected one of relu, linear
          model: {bias: 1}                   | model.bias: 1 does not fit; expected true or false
          model: {init_gain: 0}              | model.init_gain: 0 is out of range; expected a number in (0, 100]
          model:                             | model: null does not fit; expected a section with the keys type, hidden, activation, bias, shortcut, head, init_gain, precision
          description: 2024                  | description: 2024 must be put in quotes to be text; expected a text
          description: ~                     | description: null does not fit; expected a text
          seed: 9007199254740992             | seed: 9007199254740992 is out of range; expected a whole number in [0, 9007199254740991]
          seed: 99999999999999999999999      | seed: 99999999999999999999999 is out of range; expected a whole number in [0, 9007199254740991]
          seed: 010                          | seed: 010 is octal in YAML; write the number without leading zeros
          seed: "1"                          | seed: "1" does not fit; expected a whole number in [0, 9007199254740991]
          model: {type: resnet21}            | model.type: "resnet21" does not fit; expected one of mlp, resnet20, resnet32, resnet44, resnet56, resnet18; did you mean resnet20?
          model: {type: resnet20, head: {width: 0}} | model.head.width: 0 is out of range; expected a whole number in [1, 65536]
          data: {augment: flip}              | data.augment: "flip" does not fit; expected one of none, crop, crop_flip
          data: {label_noise: 1.5}           | data.label_noise: 1.5 is out of range; expected a number in [0, 1]
          data: {samples_per_class: 0}       | data.samples_per_class: 0 is out of range; expected a whole number in [1, 2147483647], or null
          measure: {samples: every}          | measure.samples: "every" does not fit; expected a whole number in [1, 2147483647], or all
          measure: {taps: ['a:mid']}         | measure.taps[0]: "a:mid" does not fit; expected a layer-name pattern, optionally ending in :pre or :post
          measure: {rank_tolerance: 1}       | measure.rank_tolerance: 1 is out of range; expected a number in (0, 1)
          train: {explode_above: .inf}       | train.explode_above: .inf is out of range; expected a number > 0
          train: {explode_above: .nan}       | train.explode_above: .nan is out of range; expected a number > 0
          train: {until: {metric: nc1_pinv}} | train.until.below: required; expected a number > 0
          train: {until: 0.01}               | train.until: 0.01 does not fit; expected a section with the keys metric, layer, tap, below, or null
          regularization: {l2_head: -1}      | regularization.l2_head: -1 is out of range; expected a number ≥ 0, or a list of 1 to 64 entries, each a number ≥ 0
          learning_rate: 0.1                 | learning_rate: unknown key; did you mean optimizer.learning_rate? Allowed here: name, description, seed, data, model, engine, loss, regularization, optimizer, train, measure, checkpoint, export, compare, expect
          zzz: 0.1                           | zzz: unknown key; Allowed here: name, description, seed, data, model, engine, loss, regularization, optimizer, train, measure, checkpoint, export, compare, expect
          export: {wieghts: true}            | export.wieghts: unknown key; did you mean weights? Allowed here: features, weights
          """)
  void aValueThatDoesNotFitIsNamedWithWhatIsAllowed(String line, String expected) {
    assertThat(problems("name: x\n" + line + "\n")).containsExactly("line 2: " + expected);
  }

  @ParameterizedTest
  @CsvSource({
    "optimizer, type, adam, 'decoupled decay, does the balance', 'sgd, heavy_ball, nesterov'",
    "optimizer, type, AdamW, its results on rank do not hold, 'sgd, heavy_ball, nesterov'",
    "optimizer, type, rmsprop, gradient descent and SGD, 'sgd, heavy_ball, nesterov'",
    "model, activation, tanh, ReLU and linear layers, 'relu, linear'",
    "model, activation, GELU, σ(a·x) = a·σ(x), 'relu, linear'",
  })
  void whatTheTheoryIsNotAboutIsRefusedWithThatReason(
      String section, String key, String word, String reason, String allowed) {
    String line = "%s: {%s: %s}".formatted(section, key, word);
    assertThat(problems("name: x\n" + line + "\n"))
        .singleElement()
        .asString()
        .startsWith(
            "line 2: %s.%s: \"%s\" is left out on purpose: the theory is about"
                .formatted(section, key, word))
        .contains(reason)
        .endsWith(". Expected one of " + allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          model: {hidden: [9], head: {depth: 2}}                        | line 2: model.head.depth: 2 is more than the 1 entries of model.hidden; H_1 must be a hidden layer
          model: {hidden: [9]}                                          | by default: model.head.depth: 4 is more than the 1 entries of model.hidden; H_1 must be a hidden layer
          regularization: {l2_head: [1, 2]}                             | line 2: regularization.l2_head: 2 numbers for a head of depth 4; expected one number or a list of 4
          regularization: {l2_head: [1]}                                | line 2: regularization.l2_head: 1 numbers for a head of depth 4; expected one number or a list of 4
          {loss: ce, data: {set: california-housing, scaling: standardized}} | line 2: loss: ce needs classes and california-housing has none; use mse
          data: {set: california-housing, scaling: standardized, samples_per_class: 5} | line 2: data.samples_per_class: california-housing has no classes; use null
          data: {set: california-housing}                               | by default: data.scaling: unit is for images and california-housing is a table; use standardized
          model: {type: resnet20, hidden: [9, 9, 9, 9]}                 | line 2: model.hidden: only for mlp; the stages of resnet20 are fixed, and its head has the widths model.head.width
          model: {type: resnet18, bias: true}                           | line 2: model.bias: only for mlp; batch norm takes the place of biases in resnet18
          model: {type: resnet56, head: {linear_input: true}}           | line 2: model.head.linear_input: only for mlp; H_1 of resnet56 is the mean over space after a ReLU
          model: {type: resnet32, activation: linear}                   | line 2: model.activation: linear is only for mlp; resnet32 has ReLU
          model: {shortcut: identity}                                   | line 2: model.shortcut: only for residual networks; an mlp has no shortcuts
          model: {head: {width: 64}}                                    | line 2: model.head.width: only for residual networks; the head of an mlp has the last widths of model.hidden
          {model: {type: resnet20}, data: {set: california-housing, scaling: standardized}} | line 2: model.type: resnet20 takes images and california-housing is a table; use mlp
          data: {set: california-housing, scaling: standardized, augment: crop} | line 2: data.augment: only for images, and california-housing is a table; use none
          data: {set: california-housing, scaling: standardized, label_noise: 0.1} | line 2: data.label_noise: california-housing has no labels; use 0
          data: {augment: crop_flip}                                    | line 2: data.augment: a mirrored digit is not that digit; use crop
          data: {set: file}                                             | by default: data.path: required for set: file; expected a file or folder
          data: {path: a.csv}                                           | line 2: data.path: only for set: file, and this is mnist-10k
          data: {set: cifar10, mixture: {classes: 3}}                   | line 2: data.mixture: only for set: gaussian-mixture, and this is cifar10
          data: {set: gaussian-mixture, mixture: {dimension: 8}}        | line 2: data.mixture: 10 classes of this structure need at least 9 dimensions, not 8
          data: {set: gaussian-mixture, scaling: unit}                  | line 2: data.scaling: unit is for images and gaussian-mixture is a table; use standardized
          data: {classes: [3]}                                          | line 2: data.classes: one class; expected at least two, or [] for all
          data: {classes: [3, 1, 3]}                                    | line 2: data.classes: [3, 1, 3] names a class twice
          data: {classes: [3, 10]}                                      | line 2: data.classes: [3, 10] must be classes of mnist-10k, 0 to 9
          data: {set: california-housing, scaling: standardized, imbalance: {ratio: 0.1}} | line 2: data.imbalance: california-housing has no classes; use null
          {loss: ce, data: {set: file, path: a.csv, file: {target: numbers}}} | line 2: loss: ce needs classes and file has none; use mse
          optimizer: {schedule: {milestones: [3]}}                      | line 2: optimizer.schedule.milestones: only for a schedule of type step; use [] or that type
          optimizer: {schedule: {type: step}}                           | by default: optimizer.schedule.milestones: a step schedule needs at least one milestone
          optimizer: {schedule: {type: step, milestones: [5, 5]}}       | line 2: optimizer.schedule.milestones: [5, 5] must be strictly increasing
          optimizer: {schedule: {type: step, milestones: [5, 10]}}      | line 2: optimizer.schedule.milestones: [5, 10] must lie below the 10 epochs of train.epochs
          regularization: {free_epochs: 3, warmup_epochs: 7}            | line 2: regularization.warmup_epochs: 7, and 3 of regularization.free_epochs, must lie below the 10 epochs of train.epochs
          measure: {schedule: {type: steps}}                            | by default: measure.schedule.every: a schedule of type steps needs a period
          measure: {schedule: {every: 5}}                               | line 2: measure.schedule.every: only for schedules of type steps or epochs; a log schedule has count
          """)
  void keysThatContradictEachOtherAreRefused(String line, String expected) {
    String yaml = line.startsWith("{") ? "{name: x,\n" + line.substring(1) : "name: x\n" + line;
    assertThat(problems(yaml)).containsExactly(expected);
  }

  @Test
  void allProblemsAreReportedInTheOrderOfTheFile() {
    assertThat(
            problems(
                """
                optimizer:
                  momentum: 2
                  lr: 0.1
                name: Not Good
                model:
                  hidden: [8, 8]
                """))
        .extracting(problem -> problem.split(": ", 3)[0] + " " + problem.split(": ", 3)[1])
        .containsExactly(
            "line 2 optimizer.momentum",
            "line 3 optimizer.lr",
            "line 4 name",
            "by default model.head.depth");
  }

  @Test
  void aRuleIsNotCheckedWhereOneOfItsKeysIsBrokenAnyway() {
    assertThat(problems("name: x\nmodel:\n  hidden: [8, 0]\n"))
        .singleElement()
        .asString()
        .startsWith("line 3: model.hidden[1]");
  }

  @Test
  void aProblemStaysOnOneLineWhateverIsWritten() {
    assertThat(problems("name: x\n\"a\\nb\\e\": 1\n"))
        .singleElement()
        .asString()
        .startsWith("line 2: a b : unknown key")
        .hasLineCount(1);
  }

  @Test
  void anEmptyFileLacksItsName() {
    assertThat(problems("# nothing\n")).singleElement().asString().contains("name: required");
  }
}
