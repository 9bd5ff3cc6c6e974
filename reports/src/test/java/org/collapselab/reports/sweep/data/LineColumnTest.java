package org.collapselab.reports.sweep.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineColumnTest {
  private static final TrialRow TRIAL = new TrialRow(Map.of("verdict", "low rank", "rank", "9"));

  @ParameterizedTest
  @CsvSource({
    "verdict=low rank, verdict, share with verdict = low rank, true",
    "verdict = DNC,    verdict, share with verdict = DNC,      false",
    "rank=9.0,         rank,    share with rank = 9.0,         true",
    "rank<=9,          rank,    share with rank ≤ 9,           true",
    "rank>=10,         rank,    share with rank ≥ 10,          false",
    "verdict<=9,       verdict, share with verdict ≤ 9,        false"
  })
  void aConditionStandsForTheShareOfTrials(
      String text, String column, String title, boolean holds) {
    LineColumn line = LineColumn.of(text);
    assertThat(line.isShare()).isTrue();
    assertThat(line.name()).isEqualTo(column);
    assertThat(line.title()).isEqualTo(title);
    assertThat(line.condition().orElseThrow().holds(TRIAL)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rank", "rank<=wide", "rank<9", "=9"})
  void anythingElseIsTheNameOfAColumn(String text) {
    LineColumn line = LineColumn.of(text);
    assertThat(line.isShare()).isFalse();
    assertThat(line.name()).isEqualTo(text);
    assertThat(line.title()).isEqualTo(text);
  }
}
