package org.collapselab.reports.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.collapselab.trainer.store.RunFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportWriterTest {
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script([^>]*)>(.*?)</script>");
  private static final String HOSTILE =
      "</script><img src=x onerror=alert(1)> {{data}} & \\\" quote";

  @TempDir Path dir;

  @Test
  void thePageLoadsNothingFromAnywhere() throws IOException {
    String page = report("plain");
    String markup = markup(page);

    assertThat(markup).doesNotContainPattern("(?i)\\s(src|href|action|srcset)\\s*=");
    assertThat(markup).doesNotContainPattern("(?i)url\\(|@import|<link|<iframe|<object|<embed");
    assertThat(occurrences(page, "sourceMappingURL")).isZero();
    assertThat(markup).contains("content=\"default-src 'none'; ");
  }

  @Test
  void onlyTheScriptsOfThePageMayRun() throws Exception {
    String page = report(HOSTILE);
    List<String> allowed = new ArrayList<>();
    Matcher matcher = SCRIPT.matcher(page);
    while (matcher.find()) {
      if (matcher.group(1).isEmpty()) {
        byte[] source = matcher.group(2).getBytes(StandardCharsets.UTF_8);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(source);
        allowed.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
      }
    }
    assertThat(allowed).hasSize(5);
    assertThat(markup(page))
        .contains("script-src 'unsafe-eval' " + String.join(" ", allowed) + "\">");
  }

  @Test
  void namesCannotBecomeMarkup() throws IOException {
    String page = report(HOSTILE);

    assertThat(body(page))
        .doesNotContain("<img")
        .contains("<h1>&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; {{data}} &amp; ");
    assertThat(occurrences(page, "<script")).isEqualTo(6);
    assertThat(occurrences(page, "</script>")).isEqualTo(6);
  }

  @Test
  void namesOfLayersAndMetricsCannotBecomeMarkup() throws IOException {
    Files.writeString(
        dir.resolve("metrics.csv"),
        """
        step,epoch,split,layer,tap,metric,value
        1,1,train,"<img src=x>",pre,"</script><b>",0.5
        """);
    ReportWriter.write(dir);
    JsonNode data = data(page());
    assertThat(body(page())).doesNotContain("<img", "<b>");
    assertThat(data.at("/datasets/metrics/0/same/layer").asText()).isEqualTo("<img src=x>");
  }

  @Test
  void everyChoiceOfEveryFigureRefersToDataOnThePage() throws IOException {
    JsonNode data = data(report("plain"));
    List<String> ids = new ArrayList<>();
    for (JsonNode figure : data.get("figures")) {
      ids.add(figure.get("id").asText());
      assertThat(figure.get("choices")).isNotEmpty();
      for (JsonNode choice : figure.get("choices")) {
        assertThat(choice.at("/label").asText()).isNotEmpty();
        List<JsonNode> sources = choice.get("spec").findValues("data");
        assertThat(sources).isNotEmpty();
        assertThat(sources)
            .allMatch(s -> s.has("values") || data.get("datasets").has(s.path("name").asText()));
      }
    }
    assertThat(ids).containsExactly("loss", "metrics", "spectra", "gram", "means");
  }

  @Test
  void metricsAreOfferedPerLayerFirstAndNoneIsLost() throws IOException {
    JsonNode choices = data(report("plain")).at("/figures/1/choices");
    assertThat(StreamSupport.stream(choices.spliterator(), false).map(c -> c.get("label").asText()))
        .containsExactly(
            "nc1_trace_ratio",
            "cdnv",
            "nc2_condition",
            "nc2_of",
            "rank_numerical",
            "dufm_objective (network)",
            "fit (network)",
            "penalty_head (network)",
            "penalty_features (network)",
            "penalty_backbone (network)",
            "accuracy (network)",
            "learning_rate (network)",
            "balance_gap (network)");
  }

  @Test
  void tablesAndVerdictShowTheNumbersOfTheFiles() throws IOException {
    assertThat(body(report("plain")))
        .contains(
            "After 120 epochs (56,280 steps) the DUFM objective of the head is 0.1873: 0.02732"
                + " (12.7 %) below DNC (0.2146), 0.006532 (3.4 %) below SRG (0.1938), 0.0007"
                + " (0.4 %) above polished SRG (0.1866).")
        .contains("M₁ 10, M₂ 5, σ(M₂) 5, M₃ 5, σ(M₃) 5, M₄ 5, σ(M₄) 10.")
        .contains(
            "Structures of the class means: σ(M₂) SRG (score 0.957, chance level 0.62); σ(M₃) no known"
                + " structure (closest: SRG, score 0.44, chance level 0.62); σ(M₄) orthogonal frame"
                + " (score 0.981, chance level 0.51).")
        .contains(
            "<td><b>0.957</b><small class=\"level\">random means 0.51, above 99.8 %</small>"
                + "<small class=\"level\">noisy frame 0.62, above 99.8 %</small></td>")
        .contains("<td>no known structure</td>")
        .contains("<tr><th><b>DUFM objective</b></th><td>0.1873</td><td>0.214623</td>")
        .contains("No orthoplex reference: the orthoplex code is a solution of linear heads")
        .contains("<td>45 min 10 s</td>");
  }

  /** Earlier versions wrote {@code structure}, without chance levels. */
  @Test
  void scoresWithoutAChanceLevelAreNotShown() throws IOException {
    SyntheticRun.write(dir, "old");
    Path file = dir.resolve("comparison.json");
    Files.writeString(file, Files.readString(file).replace("\"geometry\"", "\"structure\""));
    ReportWriter.write(dir);
    assertThat(body(page()))
        .contains("Ranks and structure per layer", "σ(M₂) 5")
        .doesNotContain("Structures of the class means", "no known structure", "A score is");
  }

  @Test
  void aMatchedFeaturePenaltyIsPointedOut() throws IOException {
    Files.writeString(
        dir.resolve("comparison.json"),
        """
        {"schema": 1, "problem": {"lambda_h": 0.25, "lambda_h_matched": true,
        "lambda_h_note": "The run has no λ_H. It is matched."}, "objective": {"dufm_total": 0.5},
        "references": [{"structure": "dnc", "label": "DNC", "available": true, "loss": 0.5,
        "trivial": true}]}
        """);
    ReportWriter.write(dir);
    assertThat(body(page()))
        .contains("The DUFM objective of the head is 0.5: equal to DNC (0.5), which is here the")
        .contains("all-zero solution. The run has no λ_H. It is matched.")
        .contains("0.25 – The run has no λ_H. It is matched.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config.yaml",
        "provenance.json",
        "summary.json",
        "metrics.csv",
        "spectra.csv",
        "comparison.json"
      })
  void aMissingFileIsReportedOnThePage(String file) throws IOException {
    SyntheticRun.write(dir, "plain");
    Files.delete(dir.resolve(file));
    ReportWriter.write(dir);
    assertThat(body(page())).contains("<li>" + file + " is not in the run directory.</li>");
  }

  @Test
  void thinningIsStatedOnThePage() throws IOException {
    SyntheticRun.write(dir, "plain");
    assertThat(body(new RunPage(RunFiles.read(dir), 1000).render()))
        .containsPattern(
            "metrics.csv has 7,502 rows; the figures show [0-9,]+ of them, since series")
        .contains("spectra.csv has ");
  }

  @Test
  void anEmptyDirectoryStillGivesAPage() throws IOException {
    ReportWriter.write(dir);
    assertThat(body(page()))
        .contains("No comparison with theory: comparison.json does not exist.")
        .contains("Not drawn: metrics.csv is not in the run directory.")
        .contains("Not drawn: the run directory has no class means");
  }

  @Test
  void aRunThatCannotBeComparedSaysWhy() throws IOException {
    SyntheticRun.write(dir, "plain");
    Files.writeString(
        dir.resolve("comparison.json"),
        """
        {"schema": 1, "unavailable": "The head has a layer without weight decay."}
        """);
    ReportWriter.write(dir);
    assertThat(body(page()))
        .contains("No comparison with theory: The head has a layer without weight decay.")
        .doesNotContain("<li>comparison.json is not");
  }

  @Test
  void aDivergedRunSaysSoInsteadOfComparing() throws IOException {
    Files.writeString(
        dir.resolve("summary.json"),
        """
        {"state": "diverged", "reason": "the loss is NaN at step 12", "steps": 12, "epochs": 1}
        """);
    ReportWriter.write(dir);
    assertThat(body(page()))
        .contains("Run diverged after 1 epoch (12 steps): the loss is NaN at step 12.");
  }

  @Test
  void brokenFilesAreNamedWithTheirLine() throws IOException {
    Files.writeString(
        dir.resolve("metrics.csv"),
        "step,epoch,split,layer,tap,metric,value\n1,1,train,a,pre,m,x\n");
    assertThatIOException()
        .isThrownBy(() -> ReportWriter.write(dir))
        .withMessageContaining("metrics.csv line 2: ")
        .withMessageContaining("\"x\"");

    Files.delete(dir.resolve("metrics.csv"));
    Files.writeString(
        dir.resolve("spectra.csv"),
        "step,epoch,split,layer,tap,index,singular_value\n1,1,train,a,pre,0,2\n");
    assertThatIOException()
        .isThrownBy(() -> ReportWriter.write(dir))
        .withMessageContaining("spectra.csv line 2: index 0 is below 1");

    Files.delete(dir.resolve("spectra.csv"));
    Files.writeString(dir.resolve("comparison.json"), "{\n\"schema\": 1,\n\"problem\": [}\n");
    assertThatIOException()
        .isThrownBy(() -> ReportWriter.write(dir))
        .withMessageContaining("comparison.json line 3: ");

    Files.writeString(dir.resolve("comparison.json"), "{\"schema\": 2}");
    assertThatIOException()
        .isThrownBy(() -> ReportWriter.write(dir))
        .withMessageContaining("has schema 2; this report understands schema 1");

    assertThatIOException()
        .isThrownBy(() -> ReportWriter.write(dir.resolve("nowhere")))
        .withMessageContaining("is not a directory");
  }

  private String report(String name) throws IOException {
    SyntheticRun.write(dir, name);
    assertThat(ReportWriter.write(dir)).isEqualTo(dir.resolve("report.html"));
    return page();
  }

  private String page() throws IOException {
    return Files.readString(dir.resolve("report.html"));
  }

  /** The page without its scripts. */
  private static String markup(String page) {
    return SCRIPT.matcher(page).replaceAll("");
  }

  /** What is shown, short enough to be printed when an assertion fails. */
  private static String body(String page) {
    String markup = markup(page);
    return markup.substring(markup.indexOf("<body"));
  }

  private static int occurrences(String page, String text) {
    return page.split(Pattern.quote(text), -1).length - 1;
  }

  private static JsonNode data(String page) throws IOException {
    Matcher matcher = SCRIPT.matcher(page);
    assertThat(matcher.find()).isTrue();
    assertThat(matcher.group(1)).isEqualTo(" type=\"application/json\" id=\"report-data\"");
    assertThat(occurrences(matcher.group(2), "<")).isZero();
    return new ObjectMapper().readTree(matcher.group(2));
  }
}
