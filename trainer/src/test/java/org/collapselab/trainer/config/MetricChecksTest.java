package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics that no run measures are refused when a file is loaded. */
class MetricChecksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nc1_trace_ration(last) < 1 | no metric named nc1_trace_ration; did you mean nc1_trace_ratio?",
        "nc1_trace(last) < 1        | no metric named nc1_trace; did you mean nc1_trace_ratio?",
        "acuracy(test) > 0.9        | no metric named acuracy; did you mean accuracy?",
        "nc7 < 1                    | no metric named nc7; there are [nc1_trace_ratio, nc1_pinv,",
        "nc1_trace_ratio < 1        | nc1_trace_ratio is measured at a layer and tap; expected one with tap pre or post",
        "nc3_sine(fc3:post) < 1     | nc3_sine is measured at a layer and tap; expected one with tap weight",
        "accuracy(last) > 0.9       | accuracy is a number about the whole network; leave out layer and tap"
      })
  void inExpectationsOfARun(String expectation, String message) {
    assertThatThrownBy(
            () -> ConfigLoader.parse("name: x\nexpect:\n  - " + expectation + "\n", List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("line 3: expect[0]: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nc7      | no metric named nc7; there are [nc1_trace_ratio,",
        "cdvn     | no metric named cdvn; did you mean cdnv?",
        "accuracy | accuracy is a number about the whole network",
        "nc3_sine | nc3_sine is measured at a layer and tap; expected one with tap weight"
      })
  void inTheBoundThatStopsTraining(String metric, String message) {
    String bound = "{metric: " + metric + ", below: 1}";
    assertThatThrownBy(() -> ConfigLoader.parse("name: x", List.of("train.until=" + bound)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("train.until.metric: " + message);
    String sweep = "name: x\nexperiment:\n  train:\n    until: %s\n".formatted(bound);
    assertThatThrownBy(() -> SweepLoader.parse(sweep))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("train.until.metric: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metric: fitt                                       | no metric named fitt; did you mean fit?",
        "metric: rank2_residual                             | rank2_residual is measured at a layer and tap; expected one with tap pre or post or weight",
        "{metric: fit, layer: last}                         | fit is a number about the whole network",
        "{metric: nc1_trace_ratio, layer: fc2, tap: weight} | nc1_trace_ratio is measured at a layer and tap; expected one with tap pre or post"
      })
  void inWhatASweepCollects(String entry, String message) {
    String keys = entry.startsWith("{") ? entry.substring(1, entry.length() - 1) : entry;
    String sweep = "name: x\nexperiment: {}\ncollect:\n  - {name: a, %s}\n".formatted(keys);
    assertThatThrownBy(() -> SweepLoader.parse(sweep))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("line 4: collect[0].metric: " + message);
  }

  @Test
  void whatIsMeasuredIsTaken() {
    assertThat(MetricChecks.at("rank_stable", "fc2", "weight")).isEmpty();
    assertThat(MetricChecks.at("rank_stable", "last", "")).isEmpty();
    assertThat(MetricChecks.at("penalty_H1", "", "")).isEmpty();
    assertThat(MetricChecks.atFeatures("schatten_2_over_L")).isEmpty();
  }
}
