package org.collapselab.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import org.collapselab.reports.render.DrawnFiles;
import org.collapselab.reports.render.FigureFiles;
import org.collapselab.reports.render.FigureFormat;
import org.collapselab.reports.testing.PageData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figure of the matched DUFM, against numbers of a small file. */
class MatchedFigureTest {
  private static final int FIGURE = 5;

  private static final String MATCHED =
      """
      {"schema": 1,
       "model": {"classes": 2, "depth": 2, "width": 4, "samples_per_class": 1, "features": "EXPLICIT",
         "lambda_h": 0.25, "lambdas": [0.1, 0.1], "loss": "MSE", "activation": "RELU"},
       "descent": {"steps": 500, "learning_rate": 0.5, "momentum": 0, "gradient_tolerance": 0},
       "time_constants": 3, "differences": ["The run's head has biases; the DUFM has none."],
       "run": {"loss": 0.5, "verdict": "low rank"},
       "ends": [%s, %s, %s]}
      """;

  @TempDir Path dir;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        dir.resolve("comparison.json"),
        """
        {"schema": 1,
        "problem": {"classes": 2, "head_depth": 2, "lambda_h": 0.25, "lambda_h_matched": false},
        "objective": {"dufm_total": 0.5},
        "references": [{"structure": "dnc", "label": "DNC", "available": true, "loss": 0.75,
        "trivial": false}],
        "layers": [
        {"index": 1, "layer": "fc0", "symbol": "M_1", "tap": "pre",
        "measured": {"singular_values": [3, 1], "rank": 2}},
        {"index": 2, "layer": "fc1", "symbol": "σ(M_2)", "tap": "post",
        "measured": {"singular_values": [3, 0], "rank": 1}}]}
        """);
    matched(end(1, "DNC", "0.75", 2), end(2, "DNC", "0.74", 2), end(3, "low rank", "0.4", 1));
  }

  private static String end(int seed, String verdict, String loss, int rank) {
    return """
    {"seed": %d, "verdict": "%s", "end": "exhausted", "steps": 500, "loss": %s, "late_change": 0.01,
     "post_ranks": [2, %d], "version": "1", "commit": "abc"}
    """
        .formatted(seed, verdict, loss, rank);
  }

  private void matched(String first, String second, String third) throws IOException {
    Files.writeString(dir.resolve("matched-dufm.json"), MATCHED.formatted(first, second, third));
  }

  private String page() throws IOException {
    return Files.readString(ReportWriter.write(dir));
  }

  @Test
  void eachSeedIsAPointInTheColumnOfItsVerdict() throws IOException {
    PageData data = PageData.of(ReportWriter.write(dir));
    assertThat(data.same("matched_seeds", 0, "verdict")).isEqualTo("DNC");
    assertThat(data.numbers("matched_seeds", 0, "seed")).containsExactly(1.0, 2.0);
    assertThat(data.numbers("matched_seeds", 0, "loss")).containsExactly(0.75, 0.74);
    assertThat(data.same("matched_seeds", 1, "verdict")).isEqualTo("low rank");
    assertThat(data.numbers("matched_shares", 0, "count")).containsExactly(2.0, 1.0);
    assertThat(data.choices(FIGURE).findValuesAsText("text")).contains("DNC 0.75", "this run 0.5");
  }

  @Test
  void itIsDrawnIntoAFile() throws IOException {
    FigureFiles files =
        new FigureFiles(EnumSet.of(FigureFormat.SVG), 85, false, Optional.of("matched"));
    FigureFiles.Result result = files.write(ReportWriter.figures(dir), dir.resolve("out"));
    assertThat(result.notDrawn()).isEmpty();
    assertThat(result.files()).hasSize(1);
    assertThat(DrawnFiles.texts(result.files().get(0)))
        .contains("DNC 0.75", "this run 0.5", "DNC", "low rank");
  }

  @Test
  void ranksAreCountedBesideThoseOfTheRun() throws IOException {
    PageData data = PageData.of(ReportWriter.write(dir));
    assertThat(data.same("matched_ranks", 1, "layer")).isEqualTo("σ(M₂)");
    assertThat(data.numbers("matched_ranks", 1, "rank")).containsExactly(1.0, 2.0);
    assertThat(data.numbers("matched_ranks", 1, "count")).containsExactly(1.0, 2.0);
    assertThat(data.numbers("matched_own_ranks", 0, "rank")).containsExactly(2.0, 1.0);
  }

  @Test
  void thePageSaysWhereTheRunIsAndWhatTheDufmLacks() throws IOException {
    assertThat(page())
        .contains(
            "below that of 2 of 3 seeds",
            "2 of 3 seeds end in DNC [21 %, 94 %]",
            "3 of 3 seeds were still moving",
            "The run&#39;s head has biases; the DUFM has none.",
            "lowest 0.4, median 0.74, highest 0.75");
  }

  @Test
  void whereAllDivergedNothingIsDrawn() throws IOException {
    matched(
        end(1, "diverged", "null", 1),
        end(2, "diverged", "null", 1),
        end(3, "diverged", "null", 1));
    assertThat(page()).contains("Not drawn: all seeds of the matched DUFM diverged.");
  }

  @Test
  void theReasonWhyThereIsNoneIsShown() throws IOException {
    Files.writeString(
        dir.resolve("matched-dufm.json"), "{\"schema\": 1, \"unavailable\": \"A reason.\"}");
    assertThat(page()).contains("Not drawn: A reason.").doesNotContain("seeds end in DNC");
  }

  @Test
  void theMatchOfAnotherEndIsNotShown() throws IOException {
    String comparison = Files.readString(dir.resolve("comparison.json"));
    Files.writeString(dir.resolve("comparison.json"), comparison.replace("0.5}", "0.4}"));
    assertThat(page()).contains("about another end of the run").doesNotContain("seeds end in DNC");
  }

  @Test
  void withoutTheFileThereIsNoSuchFigure() throws IOException {
    Files.delete(dir.resolve("matched-dufm.json"));
    assertThat(page()).doesNotContain("matched DUFM");
  }
}
