package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collapselab.datasets.testing.Python;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimumCommandTest {
  @TempDir Path runs;

  private Shell optimum(String arguments) {
    List<Object> words = new ArrayList<>(List.of("optimum", "--runs-dir", runs));
    words.addAll(List.of(arguments.split(" ")));
    return Shell.collapse(words.toArray());
  }

  @Test
  void theTableShowsTheFrontierBesideTheReferences() {
    Shell shell = optimum("--classes 3 --depth 4 --lambda 0.004 --starts 2");
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out())
        .containsPattern("(?m)^ +2\\* +0\\.02925\\d+ .* 2 2 2 3 ")
        .containsPattern("(?m)^DNC +0\\.0299275$")
        .contains("which is an upper bound");
    assertThat(shell.err()).contains("lowest loss 0.0");
  }

  @Test
  void jsonHasTheBestAndTheFrontierAndNumpyAgreesWithTheLoss() throws Exception {
    Shell shell = optimum("--classes 3 --depth 4 --lambda 0.004 --starts 2 --json");
    assertThat(shell.code()).as(shell.err()).isZero();
    JsonNode root = new ObjectMapper().readTree(shell.out());
    assertThat(root.at("/best/rank").asInt()).isEqualTo(2);
    assertThat(root.at("/frontier").size()).isGreaterThanOrEqualTo(3);
    double loss = root.at("/best/loss").asDouble();
    assertThat(loss).isCloseTo(0.0292534, within(2e-6));
    Path directory = Path.of(root.at("/directory").asText());
    String output = Python.with("numpy").run(directory, fiveLines(), "2");
    assertThat(Double.parseDouble(output.strip())).isCloseTo(loss, within(1e-12));
  }

  @Test
  void theReportShowsLossAgainstRankAndTheMatricesOfTheBest() throws IOException {
    Shell shell = optimum("--classes 3 --depth 4 --lambda 0.004 --starts 1 --json");
    assertThat(shell.code()).as(shell.err()).isZero();
    Path directory = Path.of(new ObjectMapper().readTree(shell.out()).at("/directory").asText());
    String page = Files.readString(directory.resolve("report.html"));
    assertThat(page)
        .contains("Figure 1. Lowest loss found at each rank")
        .contains("DNC 0.0299275", "rank 2, loss 0.029253", ", the best")
        .contains("K = 3, L = 4, n = 1, d = 6, λ_H = 0.004, λ = 0.004, MSE, RELU");
    Files.delete(directory.resolve("report.html"));
    Shell again = Shell.collapse("report", directory);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(Files.readString(directory.resolve("report.html"))).isEqualTo(page);
    Files.delete(directory.resolve("frontier.json"));
    Shell missing = Shell.collapse("report", directory);
    assertThat(missing.code()).isNotZero();
    assertThat(missing.err()).contains("frontier.json is missing", "optimum --resume");
  }

  /** The Python in docs/codes.md. */
  private static String fiveLines() throws IOException {
    Path page = Path.of("../docs/codes.md");
    Matcher block =
        Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(page));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --classes 4 --depth 3 --lambda 0.1 --width 3            | width (d) must be at least
          --classes 4 --depth 3 --lambda 0.1 --starts -1          | starts must be at least 0, got -1
          --classes 4 --depth 3 --lambda 0.1 --minutes 0          | minutes must be above 0, got 0.0
          --classes 4 --depth 3 --lambda 0.1 --threads 0          | threads must be at least 1, got 0
          --classes 4 --depth 3 --lambda 0.1 --resume nowhere     | has no search.json
          """)
  void wrongArgumentsAreOneSentenceAndLeaveNoDirectory(String arguments, String message) {
    Shell shell = optimum(arguments);
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).startsWith("collapse: ").contains(message).hasLineCount(1);
    assertThat(runs).isEmptyDirectory();
  }
}
