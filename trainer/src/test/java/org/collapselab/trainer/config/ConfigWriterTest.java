package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigWriterTest {
  private static ExperimentConfig parse(String yaml, String... overrides) {
    return ConfigLoader.parse("name: x\n" + yaml, List.of(overrides));
  }

  @Test
  void theDefaultsAreWrittenInTheOrderOfTheRecords() {
    assertThat(ConfigWriter.toYaml(parse("")))
        .isEqualTo(
            """
            name: x
            description: ""
            seed: 1
            data:
              set: mnist-10k
              classes: []
              samples_per_class: null
              imbalance: null
              holdout: 0.1
              scaling: unit
              augment: none
              label_noise: 0
            model:
              type: mlp
              hidden: [256, 256, 256, 256]
              activation: relu
              bias: true
              head:
                depth: 4
                linear_input: false
                activation: relu
                bias: false
              init_gain: 1
              precision: float
            engine:
              name: dl4j
              data: auto
            loss: mse
            regularization:
              l2_backbone: 0.0005
              l2_head: 0.0005
              lambda_h: 0
              decoupled_weight_decay: 0
              free_epochs: 0
              warmup_epochs: 0
            optimizer:
              type: heavy_ball
              learning_rate: 0.05
              momentum: 0.9
              warmup_steps: 100
              schedule:
                type: cosine
                milestones: []
                gamma: 0.1
                final_factor: 0
            train:
              epochs: 10
              batch_size: 128
              explode_above: 1000000
              until: null
            measure:
              taps: ["*"]
              schedule:
                type: log
                count: 20
                every: null
              samples: 2000
              test: true
              rank_tolerance: 0.01
              pinv_cutoff: 0.01
              batch_gradients: 0
            checkpoint:
              every_minutes: 5
              keep: 2
              log_spaced: 0
            export:
              features: false
              weights: true
            compare:
              dufm_seeds: 0
              dufm_steps: null
            expect: []
            """);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void numbersOfAnySizeSurviveWritingAndLoading(long seed) {
    Random random = new Random(seed);
    List<Double> lambdas =
        random.doubles(4, -320, 300).map(exponent -> Math.pow(10, exponent)).boxed().toList();
    ExperimentConfig base = parse("optimizer: {type: sgd, learning_rate: 1e-7}");
    ExperimentConfig config =
        new ExperimentConfig(
            base.name(),
            base.description(),
            random.nextLong(1L << 53),
            base.data(),
            base.model(),
            base.engine(),
            base.loss(),
            new RegularizationConfig(Double.MIN_VALUE, lambdas, Double.MAX_VALUE, 1e16, 2, 7),
            base.optimizer(),
            base.train(),
            base.measure(),
            base.checkpoint(),
            base.export(),
            base.compare(),
            base.expect());
    assertThat(parse(ConfigWriter.toYaml(config).substring("name: x\n".length())))
        .isEqualTo(config);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "yes",
        "12",
        "plain",
        "a: b # c",
        "\"quoted\" \\ slash",
        "two\nlines\tand a tab\n",
        "'",
        "- x",
        "ÄΛ‖W‖² 深层 𝔼",
        "\u0085\u2028\u2029\u007f\ufeff\u0001",
        " padded "
      })
  void anyTextSurvivesWritingAndLoading(String text) {
    ExperimentConfig base = parse("");
    ExperimentConfig config =
        new ExperimentConfig(
            "null",
            text,
            base.seed(),
            base.data(),
            base.model(),
            base.engine(),
            base.loss(),
            base.regularization(),
            base.optimizer(),
            base.train(),
            base.measure(),
            base.checkpoint(),
            base.export(),
            base.compare(),
            base.expect());
    assertThat(ConfigLoader.parse(ConfigWriter.toYaml(config), List.of())).isEqualTo(config);
  }

  @Test
  void optionalSectionsAndDifferentHeadPenaltiesSurvive() {
    ExperimentConfig config =
        parse(
            "",
            "train.until={metric: cdnv, below: 1e-9}",
            "regularization.l2_head=[1e-5, 2, 3, 4]",
            "measure.samples=all");
    String yaml = ConfigWriter.toYaml(config);
    assertThat(yaml)
        .contains("  until:\n    metric: cdnv\n    layer: last\n    tap: post\n    below: 1.0e-9\n")
        .contains("  l2_head: [1.0e-5, 2, 3, 4]\n")
        .contains("  samples: all\n");
    assertThat(ConfigLoader.parse(yaml, List.of())).isEqualTo(config);
  }
}
