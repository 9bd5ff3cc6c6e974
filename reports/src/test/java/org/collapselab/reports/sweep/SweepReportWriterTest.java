package org.collapselab.reports.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepReportWriterTest {
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script([^>]*)>(.*?)</script>");
  private static final String HOSTILE =
      "</script><img src=x onerror=alert(1)> {{data}} & \\ ' quote";
  private static final List<String> LAMBDAS = List.of("0.002", "0.004", "0.008");
  private static final List<String> REFERENCES = List.of("loss_dnc", "loss_srg");

  @TempDir Path dir;

  @Test
  void everyChoiceOfEveryFigureRefersToDataOnThePage() throws IOException {
    JsonNode data = data(report("plain", all()));
    List<String> ids = new ArrayList<>();
    for (JsonNode figure : data.get("figures")) {
      ids.add(figure.get("id").asText());
      assertThat(figure.get("choices")).as(ids.toString()).isNotEmpty();
      for (JsonNode choice : figure.get("choices")) {
        assertThat(choice.at("/label").asText()).isNotEmpty();
        List<JsonNode> sources = choice.get("spec").findValues("data");
        assertThat(sources).isNotEmpty();
        assertThat(sources)
            .allMatch(s -> s.has("values") || data.get("datasets").has(s.path("name").asText()));
      }
    }
    assertThat(ids).hasSize(6).startsWith("figure-1", "figure-2");
  }

  @Test
  void thePageLoadsNothingFromAnywhere() throws IOException {
    String markup = SCRIPT.matcher(report("plain", all())).replaceAll("");
    assertThat(markup).doesNotContainPattern("(?i)\\s(src|href|action|srcset)\\s*=");
    assertThat(markup).doesNotContainPattern("(?i)url\\(|@import|<link|<iframe|<object|<embed");
    assertThat(markup).contains("content=\"default-src 'none'; ");
  }

  @Test
  void textOfAUserCannotBecomeMarkup() throws IOException {
    String page =
        report(
            HOSTILE,
            figure(FigureConfig.Type.SHARES, HOSTILE, HOSTILE, List.of(), List.of(HOSTILE)));
    assertThat(body(page))
        .doesNotContain("<img")
        .contains("<h1>SYNTHETIC sweep &lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; {{data}}")
        .contains("out of memory &lt;/script&gt;")
        .contains("trials.csv has no column “&lt;/script&gt;&lt;img");
    assertThat(page.split("<script", -1)).hasSize(7);
  }

  @Test
  void namesInFilesCannotBecomeMarkup() throws IOException {
    Files.writeString(
        dir.resolve("trials.csv"),
        """
        trial,setting,seed,state,"<img src=x>"
        s1-seed0,1,0,completed,"</script><b>"
        """);
    SyntheticSweep sweep = new SyntheticSweep(1, Map.of());
    FigureConfig shares =
        figure(FigureConfig.Type.SHARES, "", "", List.of(), List.of("<img src=x>"));
    SweepReportWriter.write(dir, sweep.config("plain", shares));
    assertThat(body(page())).doesNotContain("<img", "</script><b>");
    assertThat(data(page()).at("/datasets/figure-1-1/0/same/value").asText())
        .isEqualTo("</script><b>");
  }

  @Test
  void theOutcomeCountsTrialsByTheirState() throws IOException {
    assertThat(body(report("plain", all())))
        .contains(
            "28 of 30 trials completed, 1 diverged, 1 failed (6 settings × 5 seeds); the trials")
        .contains("What the paper says. </b>The loss ends below that of DNC. plain</p>")
        .contains("<h2>Trials that did not complete</h2>")
        .contains("<td>failed</td><td>out of memory plain</td>");
  }

  @Test
  void theTableHasARowPerSettingWithMeansAndCounts() throws IOException {
    Files.writeString(
        dir.resolve("trials.csv"),
        """
        trial,setting,lambda,seed,state,reason,seconds,loss,verdict
        s1-seed0,1,0.002,0,completed,,1,0.10,DNC
        s1-seed1,1,0.002,1,completed,,1,0.12,low rank
        s1-seed2,1,0.002,2,diverged,NaN,1,,diverged
        s2-seed0,2,0.004,0,failed,no memory,70,,
        """);
    SyntheticSweep sweep = new SyntheticSweep(3, Map.of("lambda", List.of("0.002", "0.004")));
    SweepReportWriter.write(dir, sweep.config("plain"));
    assertThat(body(page()).replace('\u00a0', ' '))
        .contains(
            "<tr><th>1</th><td>0.002</td><td>2 of 3</td><td>0.110 ± 0.014</td>"
                + "<td>DNC 1, low rank 1, diverged 1</td></tr>")
        .contains("<tr><th>2</th><td>0.004</td><td>0 of 3</td><td>–</td><td>failed 1</td></tr>")
        .contains(
            "2 of 6 trials completed, 1 diverged, 1 failed, 2 not run (2 settings × 3 seeds);")
        .contains("the trials took 1 min 13 s in total.");
  }

  @Test
  void aSweepThatWasInterruptedShowsTheTrialsThatWereCutOff() throws IOException {
    Files.writeString(
        dir.resolve("trials.csv"),
        """
        trial,setting,lambda,seed,state,reason,seconds,loss,verdict
        s1-seed0,1,0.002,0,completed,,1,0.10,DNC
        s1-seed1,1,0.002,1,stopped,stopped before its end,1,0.5,
        s1-seed2,1,0.002,2,stopped,stopped before its end,1,0.4,
        s2-seed0,2,0.004,0,failed,no memory,1,,
        """);
    SyntheticSweep sweep = new SyntheticSweep(3, Map.of("lambda", List.of("0.002", "0.004")));
    SweepReportWriter.write(
        dir,
        sweep.config(
            "plain", figure(FigureConfig.Type.SHARES, "", "", List.of(), List.of("verdict"))));
    assertThat(body(page()))
        .contains("1 of 6 trials completed, 2 stopped, 1 failed, 2 not run (2 settings × 3 seeds);")
        .contains("<td>1 of 3</td><td>0.1</td><td>DNC 1, stopped 2</td>")
        .contains("<td>stopped</td><td>stopped before its end</td>");
    assertThat(data(page()).at("/datasets/figure-1-1").findValuesAsText("value"))
        .containsExactly("DNC", "stopped", "failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sweep.yaml",
        "provenance.json",
        "trials.csv",
        "curves.csv",
        "spectra.csv",
        "predictions.csv"
      })
  void aMissingFileIsReportedOnThePage(String file) throws IOException {
    SyntheticSweep sweep = sweep();
    sweep.write(dir, "plain");
    Files.delete(dir.resolve(file));
    SweepReportWriter.write(dir, sweep.config("plain", all()));
    assertThat(body(page()))
        .contains("<li>" + file + " is not in the directory of the sweep.</li>");
  }

  @Test
  void anEmptyDirectoryStillGivesAPage() throws IOException {
    SweepReportWriter.write(dir, sweep().config("plain"));
    assertThat(body(page()))
        .contains("6 settings × 5 seeds; no trial is recorded.")
        .contains("<p>trials.csv is not in the directory of the sweep.</p>");
  }

  @Test
  void aFigureOfAnUnknownColumnNamesTheColumnsThereAre() throws IOException {
    String page =
        report(
            "plain",
            figure(FigureConfig.Type.LINES, "", "lambda", List.of("fit"), List.of()),
            figure(FigureConfig.Type.CURVES, "", "", List.of("rank"), List.of()),
            figure(FigureConfig.Type.LINES, "", "lambda", List.of("verdict=DNC"), List.of()),
            figure(FigureConfig.Type.HEAT, "", "lambda", List.of(), List.of("loss")));
    assertThat(body(page))
        .contains(
            "Not drawn: trials.csv has no column “fit”. It has: trial, setting, lambda, width")
        .contains("Not drawn: curves.csv has no quantity “rank”. It has: loss, dnc1.")
        .contains("Not drawn: it needs x, y and of.");
    assertThat(data(page).at("/figures/2/choices/0/label").asText())
        .isEqualTo("share with verdict = DNC");
  }

  @Test
  void aSweepWithoutFiguresGetsThoseItsFilesAllow() throws IOException {
    assertThat(body(report("plain")))
        .contains("Figure 1. Curves of loss</h2>")
        .contains("Figure 2. Shares of verdict</h2>")
        .contains("Figure 3. Heat maps of loss, loss_over_dnc, verdict over lambda and width</h2>")
        .contains("Figure 4. Singular values at the end</h2>")
        .contains(
            "Dashed: <b style=\"color:#d55e00\">DNC</b>, <b style=\"color:#009e73\">SRG</b>.");
  }

  @Test
  void curvesOfAllRunsAreThinnedToWhatAPageCanHold() throws IOException {
    SyntheticSweep sweep = sweep().points(400);
    sweep.write(dir, "plain");
    String page = new SweepPage(SweepFiles.read(dir), sweep.config("plain", all()), 1000).render();
    assertThat(body(page))
        .containsPattern("Longer curves are thinned to \\d+ evenly spaced points");
    int points = 0;
    for (JsonNode block : data(page).at("/datasets/figure-1-1-runs")) {
      points += block.at("/columns/step").size();
    }
    assertThat(points).isBetween(400, 1000);
  }

  @Test
  void referencesStandBesideTheirOwnQuantityOnly() throws IOException {
    JsonNode choices = data(report("plain", all())).at("/figures/0/choices");
    assertThat(choices.findValuesAsText("label"))
        .contains("loss: mean ± sd, near the references", "dnc1: mean ± sd", "dnc1: every run")
        .doesNotContain("dnc1: mean ± sd, near the references");
  }

  @Test
  void brokenFilesAreNamedWithTheirLine() throws IOException {
    Files.writeString(dir.resolve("curves.csv"), "trial,quantity,step,value\ns1-seed0,loss,1,x\n");
    assertThatIOException()
        .isThrownBy(() -> SweepReportWriter.write(dir, sweep().config("plain")))
        .withMessageContaining("curves.csv line 2: ")
        .withMessageContaining("\"x\"");
    Files.writeString(dir.resolve("curves.csv"), "trial,quantity,step,value\n");
    Files.writeString(dir.resolve("trials.csv"), "trial,state\na,completed\n");
    assertThatIOException()
        .isThrownBy(() -> SweepReportWriter.write(dir, sweep().config("plain")))
        .withMessageContaining("trials.csv has no column \"setting\"");
    SyntheticSweep sweep = sweep();
    Files.delete(dir.resolve("trials.csv"));
    sweep.write(dir, "plain");
    Files.writeString(dir.resolve("matrices/s1-seed0/M_1.npy"), "nothing");
    assertThatIOException()
        .isThrownBy(() -> SweepReportWriter.write(dir, sweep.config("plain", all())))
        .withMessageContaining("M_1.npy: not a .npy file");
    assertThatIOException()
        .isThrownBy(() -> SweepReportWriter.write(dir.resolve("no"), sweep().config("plain")))
        .withMessageContaining("is not a directory");
  }

  static FigureConfig[] all() {
    return new FigureConfig[] {
      new FigureConfig(
          FigureConfig.Type.CURVES,
          "",
          "",
          "",
          List.of("loss", "dnc1"),
          List.of(),
          "lambda",
          "width",
          REFERENCES,
          true,
          true),
      new FigureConfig(
          FigureConfig.Type.LINES,
          "",
          "",
          "lambda",
          List.of("loss", "rank", "verdict=DNC"),
          List.of(),
          "width",
          "",
          REFERENCES,
          true,
          false),
      figure(
          FigureConfig.Type.HEAT,
          "",
          "lambda",
          List.of("width"),
          List.of("loss_over_dnc", "verdict")),
      figure(FigureConfig.Type.SHARES, "", "width", List.of(), List.of("verdict", "rank")),
      figure(FigureConfig.Type.SPECTRA, "", "", List.of(), List.of()),
      figure(FigureConfig.Type.MATRICES, "", "", List.of(), List.of())
    };
  }

  private static FigureConfig figure(
      FigureConfig.Type type, String title, String x, List<String> y, List<String> of) {
    return new FigureConfig(type, title, "", x, y, of, "", "", List.of(), false, false);
  }

  private static SyntheticSweep sweep() {
    Map<String, List<String>> varied = new LinkedHashMap<>();
    varied.put("lambda", LAMBDAS);
    varied.put("width", List.of("20", "30"));
    return new SyntheticSweep(5, varied);
  }

  private String report(String text, FigureConfig... figures) throws IOException {
    SyntheticSweep sweep = sweep();
    sweep.write(dir, text);
    assertThat(SweepReportWriter.write(dir, sweep.config(text, figures)))
        .isEqualTo(dir.resolve("report.html"));
    return page();
  }

  private String page() throws IOException {
    return Files.readString(dir.resolve("report.html"));
  }

  private static String body(String page) {
    String markup = SCRIPT.matcher(page).replaceAll("");
    return markup.substring(markup.indexOf("<body"));
  }

  private static JsonNode data(String page) throws IOException {
    Matcher matcher = SCRIPT.matcher(page);
    assertThat(matcher.find()).isTrue();
    assertThat(matcher.group(2)).doesNotContain("<");
    return new ObjectMapper().readTree(matcher.group(2));
  }
}
