package org.collapselab.models.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.collapselab.models.completion.RankTransitions.Jump;
import org.junit.jupiter.api.Test;

class RankTransitionsTest {

  /** Looks at steps 0, 10, 20, …, one digit each. */
  private static RankTransitions of(String ranks, long from, int dwell) {
    List<CompletionLook> looks =
        IntStream.range(0, ranks.length())
            .mapToObj(
                i -> new CompletionLook(10L * i, ranks.charAt(i) - '0', 0, 0, 0, 0, List.of()))
            .toList();
    return RankTransitions.of(looks, from, dwell);
  }

  @Test
  void everyChangeCountsWithADwellOfOne() {
    RankTransitions transitions = of("3323221", 0, 1);
    assertThat(transitions.jumps())
        .containsExactly(
            new Jump(20, 3, 2), new Jump(30, 2, 3), new Jump(40, 3, 2), new Jump(60, 2, 1));
    assertThat(transitions.ups()).isEqualTo(1);
    assertThat(transitions.downs()).isEqualTo(3);
    assertThat(transitions.firstDown()).hasValue(20);
  }

  @Test
  void aDwellDropsWhatIsShortInEitherDirection() {
    assertThat(of("333233343333", 0, 2).jumps()).isEmpty();
    assertThat(of("333233322", 0, 2).jumps()).containsExactly(new Jump(70, 3, 2));
  }

  @Test
  void upJumpsThatLastAreKept() {
    RankTransitions transitions = of("222233331111", 0, 3);
    assertThat(transitions.jumps()).containsExactly(new Jump(40, 2, 3), new Jump(80, 3, 1));
    assertThat(transitions.ups()).isEqualTo(1);
    assertThat(transitions.firstDown()).hasValue(80);
  }

  @Test
  void aJumpGoesFromOneRankThatCountsToTheNext() {
    assertThat(of("4443211111", 0, 3).jumps()).containsExactly(new Jump(50, 4, 1));
  }

  @Test
  void looksBeforeTheFirstStepDoNotCount() {
    RankTransitions transitions = of("123443", 30, 1);
    assertThat(transitions.initial()).hasValue(4);
    assertThat(transitions.jumps()).containsExactly(new Jump(50, 4, 3));
  }

  @Test
  void theFirstRankCountsEvenIfItIsLeftAtOnce() {
    RankTransitions transitions = of("5543221", 20, 2);
    assertThat(transitions.initial()).hasValue(4);
    assertThat(transitions.jumps()).containsExactly(new Jump(40, 4, 2));
    assertThat(of("3222", 0, 3).jumps()).containsExactly(new Jump(10, 3, 2));
  }

  @Test
  void aSeriesThatHoldsNoOtherRankHasNoJump() {
    RankTransitions transitions = of("12121", 0, 2);
    assertThat(transitions.initial()).hasValue(1);
    assertThat(transitions.firstDown()).isEmpty();
    assertThat(transitions.jumps()).isEmpty();
  }

  @Test
  void aRunThatEndsBeforeTheFirstStepHasNoRankThere() {
    RankTransitions transitions = of("123", 30, 1);
    assertThat(transitions.initial()).isEmpty();
    assertThat(transitions.jumps()).isEmpty();
  }

  @Test
  void aDwellBelowOneIsRefused() {
    assertThatThrownBy(() -> of("1", 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 look, got 0");
  }

  @Test
  void theRankComparesTheLthRootsOfSingularValues() {
    List<Double> spectrum = Arrays.asList(8.0, 8.1e-3, 7.9e-3, 0.0);
    assertThat(CompletionLook.rank(spectrum, 3, 0.1)).isEqualTo(2);
    assertThat(CompletionLook.rank(spectrum, 4, 0.1)).isEqualTo(3);
    assertThat(CompletionLook.rank(List.of(0.0, 0.0), 3, 0.1)).isZero();
  }
}
