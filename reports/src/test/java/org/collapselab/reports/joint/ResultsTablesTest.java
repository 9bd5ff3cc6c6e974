package org.collapselab.reports.joint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

  /** Tables as they stand between empty lines, and the sentences of tests. */
  private static List<String> blocks(String markdown) {
    return Arrays.stream(markdown.split("\n\n+"))
        .map(String::strip)
        .filter(block -> !block.isEmpty() && !block.startsWith("#"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyTableAndSentenceIsOnAPage(Path file) throws IOException {
    assertThat(blocks(pages())).containsAll(blocks(Joint.of(file).tables()));
  }

  /** So a row that is left over beside a new table would be found. */
  @Test
  void aBlockIsAWholeTable() {
    assertThat(blocks("## Title\n\n| a |\n|---|\n| 1 |\n\na = 1: p.\n"))
        .containsExactly("| a |\n|---|\n| 1 |", "a = 1: p.");
  }
}
