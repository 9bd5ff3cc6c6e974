package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.collapselab.trainer.testing.Repository;
import org.junit.jupiter.api.Test;

/** The examples in docs/configuration.md do what the text says. */
class ConfigurationGuideTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```(?:yaml)?\n(.*?)```");

  private final List<String> blocks = blocks();

  @Test
  void theFirstExampleLoadsWithEveryOverrideShown() {
    List<String> overrides = blocks.get(1).lines().toList();
    assertThat(overrides).hasSize(5);
    assertThatCode(() -> ConfigLoader.parse(blocks.get(0), overrides)).doesNotThrowAnyException();
  }

  @Test
  void theRefusedExampleGivesTheErrorsShown() {
    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class, () -> ConfigLoader.parse(blocks.get(2), List.of()));
    assertThat(refused).hasMessage("configuration: " + blocks.get(3).strip());
  }

  private static List<String> blocks() {
    try {
      String guide = Files.readString(Repository.path("docs/configuration.md"));
      return BLOCK.matcher(guide).results().map(result -> result.group(1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
