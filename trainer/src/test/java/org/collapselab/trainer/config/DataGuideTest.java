package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.collapselab.trainer.run.PlanChecks;
import org.collapselab.trainer.testing.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The experiments in docs/data.md load, and fit the networks that they name. */
class DataGuideTest {
  private static final Pattern BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

  static Stream<String> experiments() throws IOException {
    String guide = Files.readString(Repository.path("docs/data.md"));
    return BLOCK.matcher(guide).results().map(found -> found.group(1));
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void theExperimentsOfTheGuideAreAccepted(String yaml) {
    PlanChecks.require(ConfigLoader.parse(yaml, List.of()));
  }

  @Test
  void everyKindOfDataHasOne() throws IOException {
    assertThat(experiments()).hasSize(7);
  }
}
