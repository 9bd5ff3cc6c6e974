package org.collapselab.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TapPatternTest {
  private static final List<Tap> AVAILABLE =
      Stream.of("conv1:post", "fc1:pre", "fc1:post", "fc10:pre", "b.fc2:pre")
          .map(Tap::parse)
          .toList();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*         | conv1:post fc1:pre fc1:post fc10:pre b.fc2:pre",
        "fc*       | fc1:pre fc1:post fc10:pre",
        "fc1       | fc1:pre fc1:post",
        "*:post    | conv1:post fc1:post",
        "fc10:pre conv1 | conv1:post fc10:pre",
        "*fc*:pre fc1:pre | fc1:pre fc10:pre b.fc2:pre",
        "b.*       | b.fc2:pre"
      })
  void patternsSelectInNetworkOrder(String patterns, String expected) {
    List<TapPattern> parsed = Arrays.stream(patterns.split(" ")).map(TapPattern::parse).toList();
    assertThat(TapPattern.select(parsed, AVAILABLE))
        .extracting(Tap::toString)
        .containsExactly(expected.split(" "));
  }

  @Test
  void aPatternThatMatchesNothingListsTheTaps() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TapPattern.select(List.of(TapPattern.parse("bxfc2")), AVAILABLE))
        .withMessageContaining("'bxfc2' matches nothing")
        .withMessageContaining("fc10:pre");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":pre", "fc1:mid", "fc1:", "fc1:pre:post"})
  void malformedPatternsAreRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> TapPattern.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fc3", "fc3:mid", ":pre", "fc 3:pre", "fc*:pre", "a:b:pre"})
  void malformedTapsAreRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Tap.parse(text));
  }

  @Test
  void tapsReadBackAsTheyAreWritten() {
    assertThat(Tap.parse("fc3:pre")).isEqualTo(new Tap("fc3", Side.PRE)).hasToString("fc3:pre");
  }
}
