package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlStrictnessTest {
  private static String refusal(String yaml) {
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> ConfigLoader.parse(yaml, List.of()));
    assertThat(refused).as("refusal of %.80s", yaml).isNotNull();
    assertThat(refused.getMessage()).doesNotContain("jackson", "snakeyaml", "Exception", "reader'");
    return refused.getMessage();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("name: x\nseed: 1\nseed: 2\n", "line 3: seed: written twice, first at line 2"),
        Arguments.of("name: x\n---\nname: y\n", "line 3: a second YAML document starts here"),
        Arguments.of("name: &n x\ndescription: *n\n", "line 2: description: the alias *n"),
        Arguments.of("name: x\ndata: !!java.io.File {a: b}\n", "line 2: data: the tag !"),
        Arguments.of("- 1\n", "line 1: a list does not fit; expected key: value lines"),
        Arguments.of("just words\n", "line 1: \"just words\" does not fit"),
        Arguments.of("name: x\nmodel:\n\tbias: true\n", "line 3: not valid YAML: while scanning"),
        Arguments.of("name: x\nmodel: [1, 2\nseed: 3\n", "line 3: not valid YAML: while parsing"),
        Arguments.of("name: x\n? [a, b]\n: 1\n", "line 2: not valid YAML: a key must be plain"),
        Arguments.of("name: x\ndescription: \u0001\n", "not valid YAML: special characters"),
        Arguments.of("name: " + "[".repeat(100_000), "line 1: nested deeper than 32 levels"),
        Arguments.of("name: " + "x".repeat(1 << 20), "1048582 characters are too many"),
        Arguments.of("name: x\nseed: " + "9".repeat(5000), "line 2: "));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void yamlThatIsBrokenOrNotPlainIsRefusedWithItsLine(String yaml, String expected) {
    assertThat(refusal(yaml)).contains(expected);
  }

  @Test
  void anExponentialAliasBombIsRefusedWithoutExpandingIt() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%1$d: &a%1$d [*a%2$d, *a%2$d]\n".formatted(i, i - 1));
    }
    assertThat(refusal(bomb.toString())).contains("the alias *a0 is not supported");
  }
}
