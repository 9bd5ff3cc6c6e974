package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepConflictsTest {
  private static final String DUFM = "name: two\ndufm: {classes: 3, lambda: 0.001}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vary: {width: [4, 5]}; cases: [{width: 6}] | cases[0].width | set by vary.width too (line 3)",
        "vary: {width: [4, 5, 4]} | vary.width[2] | same value as vary.width[0] (line 3)",
        "vary: {lambda: [0.1, 1e-1]} | vary.lambda[1] | same value as vary.lambda[0]",
        "vary: {lambda: [[0.1, 1], [0.1, 1.0]]} | vary.lambda[1] | same value as vary.lambda[0]",
        "cases: [{width: 6, depth: 2}, {depth: 2, width: 6}] | cases[1] | same case as cases[0]",
        "vary: {seed: [1, 2]} | vary.seed | seeds",
        "cases: [{seed: 1}, {seed: 2}] | cases[0].seed | seeds",
      })
  void whatIsSaidTwiceIsRefusedWithBothPlaces(String yaml, String place, String reason) {
    assertThatThrownBy(() -> SweepLoader.parse(DUFM + yaml.replace("; ", "\n")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(place)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vary: {optimizer: [{learning_rate: 0.1}], optimizer.learning_rate: [0.1, 0.2]}",
        "vary: {optimizer.learning_rate: [0.1]}\ncases: [{optimizer: {momentum: 0.5}}]",
        "cases: [{train: {epochs: 2}, train.epochs: 3}]",
      })
  void aSectionAndAKeyInItAreRefused(String yaml) {
    String base = "name: two\nexperiment: {name: x, data: {set: mnist-10k}, train: {epochs: 1}}\n";
    assertThatThrownBy(() -> SweepLoader.parse(base + yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("overlaps with");
  }

  @Test
  void keysThatOnlyBeginAlikeAreApart() {
    assertThat(
            SweepLoader.parse(DUFM + "vary: {lambda: [0.1, 0.2], lambda_h: [0.1, 0.2]}").settings())
        .hasSize(4);
  }

  @Test
  void aFileWithoutASmallVersionIsNotRunAtFullSize(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("s.yaml"), DUFM);
    assertThatThrownBy(() -> SweepLoader.load(file, List.of(), true))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("--smoke");
    Files.writeString(file, DUFM + "smoke: {}\n");
    assertThat(SweepLoader.load(file, List.of(), true).trials()).isEqualTo(1);
  }
}
