package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dufm: {lambda: 0.1}",
        "theory: {lambda: 0.1}\nseeds: 3",
        "experiment: {from: a.yaml}\ncollect: []",
        "completion: {}\ntrain: {epochs: 3}\nmodel: {}",
        "vary: {lambda: [1]}\nseeds: 3",
      })
  void aSweepIsNoExperiment(String keys) {
    assertThatThrownBy(() -> ConfigLoader.parse("name: x\n" + keys, List.of()))
        .hasMessage("configuration: 1 problem\n" + "  this is a sweep; use collapse sweep FILE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: {set: mnist-10k}", "model: {}\ntrain: {}\ntitle: x", "seed: 3"})
  void anExperimentIsNoSweep(String keys) {
    assertThatThrownBy(() -> SweepLoader.parse("name: x\n" + keys))
        .hasMessage("sweep: 1 problem\n" + "  this is an experiment; use collapse run FILE");
  }

  @Test
  void oneKeyOfTheOtherKindIsAKeyThatIsUnknown() {
    assertThatThrownBy(() -> ConfigLoader.parse("name: x\ndata: {}\ntitle: y", List.of()))
        .hasMessageContaining("line 3: title: unknown key");
    assertThat(FileKind.of(Yaml.Mapping.EMPTY)).isEqualTo(FileKind.UNKNOWN);
  }
}
