package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlatConfigTest {
  @Test
  void everyKeyHasThePathAndValueItIsWrittenWith() {
    ExperimentConfig config =
        ConfigLoader.parse(
            """
            name: flat
            data: {set: mnist-10k}
            model: {hidden: [32, 16], head: {depth: 2}}
            regularization: {l2_head: [1e-3, 2e-3]}
            train: {epochs: 3}
            """,
            List.of());
    assertThat(FlatConfig.of(config))
        .containsEntry("name", "flat")
        .containsEntry("model.hidden", "[32, 16]")
        .containsEntry("model.head.depth", "2")
        .containsEntry("regularization.l2_head", "[0.001, 0.002]")
        .containsEntry("train.until", "null")
        .doesNotContainKeys("model.head.width", "model.shortcut");
  }

  /** So that results of both kinds keep their hash, and are not taken for each other. */
  @Test
  void aWarmUpIsPartOfASettingAndItsAbsenceInOldRecordsMeansNone() {
    String key = "optimizer.warmup_steps";
    ExperimentConfig plain = ConfigLoader.parse("name: flat", List.of());
    assertThat(FlatConfig.chosen(plain)).containsEntry(key, "100");
    assertThat(FlatConfig.chosen(ConfigLoader.parse("name: flat", List.of(key + "=0"))))
        .doesNotContainKey(key);
  }

  @Test
  void aTrialOfASweepHasItsKeysToo() {
    SweepConfig sweep =
        SweepLoader.parse(
            """
            name: flat
            dufm: {classes: 3, lambda: 0.001}
            vary: {width: [3, 6]}
            """);
    Map<String, String> second = sweep.settings().get(1).trial().keys();
    assertThat(second).containsEntry("classes", "3").containsEntry("width", "6");
    assertThat(sweep.settings().get(0).trial().keys())
        .containsEntry("width", "3")
        .hasSameSizeAs(second);
  }
}
