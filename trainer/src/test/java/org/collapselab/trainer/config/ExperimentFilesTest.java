package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.trainer.testing.Repository;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentFilesTest {
  private static final String SCHEMA_LINE =
      "# yaml-language-server: $schema=../docs/schema/experiment.schema.json";

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Repository.path("experiments"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyExperimentLoadsAndIsNamedLikeItsFile(Path file) {
    ExperimentConfig config = ConfigLoader.load(file, List.of());
    assertThat(file).hasFileName(config.name() + ".yaml");
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyExperimentPointsEditorsToTheSchema(Path file) throws IOException {
    assertThat(Files.readAllLines(file)).startsWith(SCHEMA_LINE);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyExperimentSurvivesWritingAndLoading(Path file) {
    ExperimentConfig config = ConfigLoader.load(file, List.of());
    assertThat(ConfigLoader.parse(ConfigWriter.toYaml(config), List.of())).isEqualTo(config);
  }
}
