package org.collapselab.reports.joint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables and tests in docs/results are those that the program makes of the trials there. */
class ResultsTablesTest {
  private static final Path RESULTS = Path.of("..", "docs", "results");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(RESULTS, 2)) {
      return files.filter(file -> file.endsWith("figures.yaml")).sorted().toList();
    }
  }

  private static String pages() throws IOException {
    try (Stream<Path> files = Files.list(RESULTS)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .map(ResultsTablesTest::text)
          .collect(Collectors.joining());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyRowAndSentenceIsOnAPage(Path file) throws IOException {
    String pages = pages();
    assertThat(Joint.of(file).tables().lines())
        .filteredOn(line -> !line.isEmpty() && !line.startsWith("#"))
        .allSatisfy(line -> assertThat(pages).contains(line));
  }
}
