package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.collapselab.datasets.GaussianMixture;
import org.collapselab.models.DataPlace;
import org.collapselab.models.EngineName;
import org.collapselab.models.Precision;
import org.collapselab.models.Shortcut;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  @TempDir Path folder;

  private static ExperimentConfig parse(String... lines) {
    return ConfigLoader.parse("name: x\n" + String.join("\n", lines), List.of());
  }

  @Test
  void aKeyThatARecordedRunLacksHasTheValueItWasComputedWith(@TempDir Path dir) throws IOException {
    String key = "optimizer.warmup_steps";
    String earlier =
        ConfigWriter.toYaml(ConfigLoader.parse("name: x", List.of()))
            .replaceAll("(?m)^ *warmup_steps:.*\\R", "");
    Path file = Files.writeString(dir.resolve("config.yaml"), earlier);
    assertThat(ConfigLoader.recorded(file, List.of()).optimizer().warmupSteps()).isZero();
    assertThat(ConfigLoader.recorded(file, List.of(key + "=7")).optimizer().warmupSteps())
        .isEqualTo(7);
    assertThat(ConfigLoader.load(file, List.of()).optimizer().warmupSteps()).isEqualTo(100);
    Files.writeString(file, "name: x");
    assertThat(ConfigLoader.recorded(file, List.of()).optimizer().warmupSteps()).isZero();
  }

  @Test
  void theHousingTableHasASmallerRateUnlessTheFileSaysOtherwise() {
    String housing = "name: x\ndata: {set: california-housing, scaling: standardized}\n";
    assertThat(ConfigLoader.parse(housing, List.of()).optimizer().learningRate()).isEqualTo(0.0005);
    assertThat(
            ConfigLoader.parse(housing, List.of("optimizer.learning_rate=0.01"))
                .optimizer()
                .learningRate())
        .isEqualTo(0.01);
  }

  @Test
  void aNameAloneGivesTheDocumentedDefaults() {
    ExperimentConfig config = parse();
    assertThat(config)
        .isEqualTo(
            new ExperimentConfig(
                "x",
                "",
                1,
                new DataConfig(
                    DataConfig.Set.MNIST_10K,
                    "",
                    new FileConfig(
                        FileConfig.Target.CLASSES,
                        "x",
                        "y",
                        "x_test",
                        "y_test",
                        FileConfig.Channels.AUTO,
                        "",
                        List.of(),
                        true,
                        FileConfig.Separator.AUTO,
                        List.of()),
                    new MixtureConfig(
                        GaussianMixture.Structure.SIMPLEX, 10, 64, 100, 20, 0.1, 1, 1),
                    List.of(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    0.1,
                    DataConfig.Scaling.UNIT,
                    DataConfig.Augment.NONE,
                    0),
                new ModelConfig(
                    ModelConfig.Type.MLP,
                    List.of(256, 256, 256, 256),
                    Activation.RELU,
                    true,
                    Shortcut.PROJECTION,
                    new ModelConfig.Head(4, 64, false, Activation.RELU, false),
                    1.0,
                    Precision.FLOAT),
                new EngineConfig(EngineName.DL4J, DataPlace.AUTO),
                Loss.MSE,
                new RegularizationConfig(5e-4, List.of(5e-4, 5e-4, 5e-4, 5e-4), 0, 0, 0, 0),
                new OptimizerConfig(
                    OptimizerConfig.Type.HEAVY_BALL,
                    0.05,
                    0.9,
                    100,
                    new OptimizerConfig.Schedule(
                        OptimizerConfig.Schedule.Shape.COSINE, List.of(), 0.1, 0)),
                new TrainConfig(10, 128, 1e6, Optional.empty()),
                new MeasureConfig(
                    List.of("*"),
                    new MeasureConfig.Schedule(
                        MeasureConfig.Schedule.Spacing.LOG, 20, OptionalInt.empty()),
                    OptionalInt.of(2000),
                    true,
                    0.01,
                    0.01,
                    0),
                new CheckpointConfig(5, 2, 0),
                new ExportConfig(false, true),
                new CompareConfig(0, OptionalInt.empty()),
                List.of()));
  }

  @Test
  void everyKeyOfAFullFileArrives() {
    ExperimentConfig config =
        parse(
            "seed: 9007199254740991",
            "data: {set: california-housing, holdout: 0, scaling: standardized}",
            "model:",
            "  hidden: [8, 4]",
            "  activation: linear",
            "  head: {depth: 2, linear_input: true, bias: true}",
            "  precision: double",
            "regularization:",
            "  {l2_head: [1e-3, 0], lambda_h: 5e-6, decoupled_weight_decay: .5,",
            "  free_epochs: 2, warmup_epochs: 3}",
            "optimizer:",
            "  type: nesterov",
            "  schedule: {type: step, milestones: [3, 7], gamma: 0.5}",
            "train: {epochs: 1e1, until: {metric: nc1_pinv, layer: h2, tap: pre, below: 0.01}}",
            "measure: {samples: all, schedule: {type: epochs, every: 2}, taps: ['h*:pre']}");
    assertThat(config.seed()).isEqualTo(9007199254740991L);
    assertThat(config.data().set()).isEqualTo(DataConfig.Set.CALIFORNIA_HOUSING);
    assertThat(config.model().head())
        .isEqualTo(new ModelConfig.Head(2, 64, true, Activation.LINEAR, true));
    assertThat(config.regularization())
        .isEqualTo(new RegularizationConfig(5e-4, List.of(1e-3, 0.0), 5e-6, 0.5, 2, 3));
    assertThat(config.optimizer().schedule().milestones()).containsExactly(3, 7);
    assertThat(config.train().epochs()).isEqualTo(10);
    assertThat(config.train().until())
        .contains(new TrainConfig.Until("nc1_pinv", "h2", TrainConfig.Tap.PRE, 0.01));
    assertThat(config.measure().samples()).isEmpty();
    assertThat(config.measure().schedule().every()).hasValue(2);
  }

  @Test
  void oneHeadPenaltyHoldsForEveryHeadMatrix() {
    assertThat(parse("regularization: {l2_head: 0.01}").regularization().l2Head())
        .containsExactly(0.01, 0.01, 0.01, 0.01);
  }

  @Test
  void sgdHasNoMomentumUnlessOneIsWritten() {
    assertThat(parse("optimizer: {type: sgd}").optimizer().momentum()).isZero();
    assertThatThrownBy(() -> parse("optimizer:", "  type: sgd", "  momentum: 0.9"))
        .hasMessageContaining("line 4: optimizer.momentum: sgd has no momentum");
  }

  @Test
  void listsAreImmutable() {
    List<Integer> hidden = parse().model().hidden();
    assertThatThrownBy(() -> hidden.set(0, 1)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aFileIsNamedInItsErrors() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yaml"), "name: x\nseed: -1\n");
    assertThatThrownBy(() -> ConfigLoader.load(file, List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            file
                + ": 1 problem\n"
                + "  line 2: seed: -1 is out of range;"
                + " expected a whole number in [0, 9007199254740991]");
  }

  @Test
  void aMissingFolderOrBinaryFileIsExplained() throws IOException {
    Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> ConfigLoader.load(folder.resolve("none.yaml"), List.of()))
        .hasMessageContaining("none.yaml: 1 problem\n  no such file");
    assertThatThrownBy(() -> ConfigLoader.load(binary, List.of()))
        .hasMessageContaining("not UTF-8 text");
    assertThatThrownBy(() -> ConfigLoader.load(folder, List.of()))
        .hasMessageContaining("cannot be read");
  }
}
