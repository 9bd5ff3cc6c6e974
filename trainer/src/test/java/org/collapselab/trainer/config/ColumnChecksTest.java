package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations about columns that no trial can have are refused when a sweep is loaded. */
class ColumnChecksTest {
  private static SweepConfig load(String expectation) {
    return SweepLoader.parse(
        """
        name: x
        experiment: {}
        vary: {regularization.l2_head: [0.1, 0.2]}
        cases: [{train.epochs: 1}, {model.bias: false}]
        collect: [{name: gap, metric: fit}]
        expect:
          - %s
        """
            .formatted(expectation));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "mean(loss_over_dcn) < 1        ; 'no column named loss_over_dcn; did you mean loss_over_dnc?'",
        "mean(zzz) < 1                  ; 'no column named zzz; docs/sweeps.md lists all'",
        "share(verdit = DNC) > 0        ; 'no column named verdit; did you mean verdict?'",
        "mean(loss | l2_head = 0.1) < 1 ; no column named l2_head",
        "mean(loss_src) < 1             ; 'no column named loss_src; did you mean loss_srg?'",
        "mean(rank_x) < 1               ; 'no column named rank_x; did you mean rank'"
      })
  void aColumnThatCannotBeThereIsRefused(String expectation, String message) {
    assertThatThrownBy(() -> load(expectation))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("line 7: expect[0]: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mean(gap) < 1",
        "mean(loss_srg_subsets) < 1",
        "min(rank_12) > 1",
        "count(state = completed, seconds = 1) = 12",
        "mean(loss | regularization.l2_head = 0.1, train.epochs = 1, model.bias = false) < 1",
        "sum(loss | varied_train.epochs = 3) < 1",
        "mean(loss | data.label_noise = 0.1) < 1"
      })
  void whatTrialsFindVaryOrCollectIsTaken(String expectation) {
    assertThat(load(expectation).expect()).containsExactly(expectation);
  }
}
