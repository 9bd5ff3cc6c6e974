package org.collapselab.reports.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.trainer.config.JointConfig.TableConfig;
import org.collapselab.trainer.config.JointConfig.TestConfig;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JointTablesTest {
  private static final List<String> COLUMNS =
      List.of("sweep", "d", "state", "verdict", "rank", "loss");

  /** Widths out of order, a trial without an end, a column without a number. */
  private static final JointTables TABLES =
      tables(
          "network,128,completed,other,10,1.02",
          "network,16,completed,low rank,7,0.92",
          "network,16,completed,low rank,6,0.944",
          "network,16,completed,lost classes,9,",
          "network,64,diverged,,,",
          "network,64,completed,low rank,9,0.98",
          "DUFM,16,completed,SRG,5,0.85");

  private static JointTables tables(String... rows) {
    List<TrialRow> trials = new ArrayList<>();
    for (String row : rows) {
      String[] cells = row.split(",", -1);
      Map<String, String> byColumn = new LinkedHashMap<>();
      for (int i = 0; i < cells.length; i++) {
        byColumn.put(COLUMNS.get(i), cells[i]);
      }
      trials.add(new TrialRow(byColumn));
    }
    return new JointTables(new Trials(COLUMNS, trials));
  }

  private static TableConfig table(List<String> by, List<String> of, String... where) {
    return new TableConfig("Low rank, by width", by, of, List.of(where));
  }

  @Test
  void aRowForEachGroupInOrderWithSharesMeansAndRanges() {
    assertThat(
            TABLES.table(table(List.of("sweep", "d"), List.of("verdict=low rank", "rank", "loss"))))
        .isEqualTo(
            """
            ## Low rank, by width

            | sweep | d | n | verdict = low rank | rank | loss |
            |---|---|---|---|---|---|
            | network | 16 | 3 | 2 of 3 [21 %, 94 %] | 7 (6–9) | 0.932 ± 0.017 |
            | network | 64 | 1 (1 not completed) | 1 of 1 [21 %, 100 %] | 9 | 0.98 |
            | network | 128 | 1 | 0 of 1 [0 %, 79 %] | 10 | 1.02 |
            | DUFM | 16 | 1 | 0 of 1 [0 %, 79 %] | 5 | 0.85 |
            """);
  }

  @Test
  void withoutColumnsThereIsOneRowOfTheTrialsThatConditionsAllow() {
    assertThat(
            TABLES.table(
                table(List.of(), List.of("rank<=9"), "sweep=network", "d<=64", "d=16", "d=128")))
        .endsWith("|---|---|\n| 3 | 3 of 3 [44 %, 100 %] |\n");
  }

  @Test
  void aTestGivesBothSharesAndTheProbabilityOfTablesAsExtreme() {
    TestConfig test =
        new TestConfig("verdict = low rank", List.of("d<=64", "d>=96"), List.of("sweep=network"));
    // Of C(5, 3) = 10 ways to give 3 of 5 trials low rank, 4 spare the one at d = 128; the other 6
    // are more probable.
    assertThat(TABLES.test(test))
        .isEqualTo(
            "verdict = low rank: 3 of 4 [30 %, 95 %] where d ≤ 64, 0 of 1 [0 %, 79 %] where d ≥ 96;"
                + " Fisher's exact test, two-sided: p = 0.4.");
  }

  @Test
  void aGroupWithoutTrialsIsRefused() {
    TestConfig test = new TestConfig("rank=10", List.of("d<=64", "d>=256"), List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TABLES.test(test))
        .withMessage("tests: no trial has d ≥ 256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"breadth=16", "d<=wide", "d<16", "d"})
  void otherConditionsAreRefused(String where) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TABLES.table(table(List.of("d"), List.of("rank"), where)))
        .withMessageContaining("\"%s\"".formatted(where));
  }

  @Test
  void aColumnThatDoesNotExistIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TABLES.table(table(List.of("breadth"), List.of("rank"))))
        .withMessageStartingWith("tables: there is no column \"breadth\"; there are: sweep, d");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TABLES.table(table(List.of("d"), List.of("least rank"))))
        .withMessageContaining("\"least rank\"");
  }
}
