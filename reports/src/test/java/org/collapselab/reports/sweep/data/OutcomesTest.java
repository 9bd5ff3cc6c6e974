package org.collapselab.reports.sweep.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.trainer.reference.Verdict;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private static final List<String> IN_ORDER =
      List.of(
          "DNC",
          "SRG",
          "orthoplex",
          "low rank",
          "other",
          "lost classes",
          "not collapsed",
          "zero",
          "none",
          "diverged",
          "stopped",
          "failed");

  @Test
  void geometriesComeBeforeWhatFoundNothingAndWhatDidNotComplete() {
    assertThat(Outcomes.ordered(IN_ORDER.stream().sorted())).isEqualTo(IN_ORDER);
    assertThat(Outcomes.ordered(Stream.of("failed", "10", "DNC", "2")))
        .containsExactly("2", "10", "DNC", "failed");
  }

  @Test
  void everythingThatATrialCanCountAsHasAColourOfItsOwn() {
    Stream<String> states =
        Stream.of(EndState.values()).filter(s -> !s.isCompleted()).map(EndState::trialLabel);
    List<String> all =
        Stream.of(
                Arrays.stream(Verdict.values()).map(Verdict::label),
                Stream.of(TrialRow.NONE),
                states)
            .flatMap(s -> s)
            .distinct()
            .toList();
    assertThat(all).containsExactlyInAnyOrderElementsOf(IN_ORDER).allMatch(Outcomes::known);
    assertThat(all.stream().map(Outcomes::colour)).doesNotHaveDuplicates();
  }
}
