package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.collapselab.trainer.store.CellType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialColumnsTest {
  private static TrialColumns of(String yaml) {
    return TrialColumns.of(SweepLoader.parse("name: s\n" + yaml));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lambda: [1, 2]                          | lambda            | NUMBER
          lambda: [0.1, 0.2]                      | lambda            | NUMBER
          lambda: [[0.1, 0.2], 0.3]               | lambda            | TEXT
          width: [10, null]                       | width             | WHOLE
          width: [10, 20]                         | width             | WHOLE
          learning_rate: [1, 2]                   | learning_rate     | NUMBER
          activation: [relu, linear]              | activation        | TEXT
          features: [explicit, means]             | features          | TEXT
          loss: [mse, ce]                         | varied_loss       | TEXT
          loss: [mse, ce]                         | loss              | NUMBER
          steps: [10, 20]                         | varied_steps      | WHOLE
          steps: [10, 20]                         | steps             | WHOLE
          width: [10]                             | seed              | WHOLE
          width: [10]                             | seconds           | NUMBER
          width: [10]                             | state             | TEXT
          width: [10]                             | rank_2            | WHOLE
          width: [10]                             | loss_over_dnc     | NUMBER
          width: [10]                             | verdict           | TEXT
          """)
  void aColumnHasATypeBeforeAnyTrialHasRun(String vary, String column, CellType type) {
    TrialColumns columns = of("dufm: {classes: 4, depth: 2, lambda: 0.01}\nvary: {" + vary + "}\n");
    assertThat(columns.types()).containsEntry(column, type);
  }

  @Test
  void ofAnExperimentKeysAndCollectedNumbersAreColumns() {
    TrialColumns columns =
        of(
            """
            experiment: {data: {set: mnist-10k}, model: {hidden: [4, 4, 4, 4], head: {depth: 2}}}
            vary: {train.epochs: [1, 2], optimizer.type: [sgd], measure.samples: [all, 10]}
            collect:
              - {name: rank, metric: rank_stable, layer: last}
            """);
    assertThat(columns.types())
        .containsEntry("train.epochs", CellType.WHOLE)
        .containsEntry("optimizer.type", CellType.TEXT)
        .containsEntry("measure.samples", CellType.TEXT)
        .containsEntry("rank", CellType.NUMBER)
        .containsEntry("rank_2", CellType.WHOLE)
        .doesNotContainKey("rank_3");
    assertThat(columns.quantities()).containsExactly("rank");
  }

  @Test
  void aWrongNameIsAnsweredWithTheRightOnes() {
    TrialColumns columns = of("theory: {classes: 10, depth: 4, lambda: 0.01}\n");
    assertThat(columns.unknownColumn("srg_over_dnc")).isEmpty();
    assertThat(columns.unknownColumn("srg_ower_dnc").orElseThrow())
        .startsWith(
            "trials.csv of this sweep has no column srg_ower_dnc; did you mean srg_over_dnc?")
        .contains(" It has: trial, setting, seed, ");
    assertThat(columns.unknownQuantity("loss").orElseThrow()).contains("has no quantity loss");
  }
}
