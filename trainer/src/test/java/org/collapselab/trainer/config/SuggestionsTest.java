package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
  @ParameterizedTest
  @CsvSource({
    "'', abc, 3",
    "abc, abc, 0",
    "abc, acb, 1",
    "abc, abd, 1",
    "kitten, sitting, 3",
    "ca, abc, 3",
  })
  void distanceCountsEditsAndSwapsOfNeighbours(String a, String b, int expected) {
    assertThat(Suggestions.distance(a, b)).isEqualTo(expected);
    assertThat(Suggestions.distance(b, a)).isEqualTo(expected);
  }

  @Test
  void wordsTooFarFromEveryCandidateGetNoSuggestion() {
    assertThat(Suggestions.closest("xyz", List.of("relu", "linear"))).isEmpty();
    assertThat(Suggestions.closest("liner", List.of("relu", "linear"))).contains("linear");
  }
}
