package org.collapselab.studies.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collapselab.trainer.expect.Checked;
import org.collapselab.trainer.expect.Checks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyPageTest {
  private static final Pattern DATA = Pattern.compile("(?s)id=\"report-data\">(.*?)</script>");

  @TempDir Path out;

  private static HistoryRow row(
      String night, String state, String quantity, double value, String bound, boolean passed) {
    return new HistoryRow(night, "abc", "mlp", state, 40, quantity, value, bound, passed);
  }

  private static List<HistoryRow> history(int nights) {
    Random random = new Random(3);
    List<HistoryRow> rows = new ArrayList<>();
    for (int n = 0; n < nights; n++) {
      String night = java.time.LocalDate.of(2026, 1, 1).plusDays(n) + " 02:00:00";
      boolean failed = n % 9 == 4;
      double value = failed ? Double.NaN : 0.045 + 0.006 * random.nextGaussian();
      String state = failed ? "failed" : "completed";
      rows.add(row(night, state, "nc1(last)", value, n < 10 ? "< 0.06" : "< 0.05", value < 0.05));
      double objective = failed ? Double.NaN : 0.0747 * (1 + 0.015 * random.nextGaussian());
      boolean near = Math.abs(objective - 0.0747) < 0.02 * 0.0747;
      rows.add(row(night, state, "objective", objective, "= 0.0747 ± 2 %", near));
      rows.add(row(night, state, "rank", failed ? Double.NaN : 10, "= 10", !failed));
      double wide = Math.pow(10, -5 + random.nextInt(4));
      rows.add(row(night, state, "gap", wide, "> 1e-5", wide > 1e-5));
    }
    return rows;
  }

  private NightResult tonight() throws IOException {
    Path run = Files.createDirectories(out.resolve("2026-01-30/run <1>"));
    Files.writeString(run.resolve("report.html"), "");
    Checks checks =
        new Checks(
            List.of(
                new Checked("nc1(last)", "< 0.05", 0.0482, true, ""),
                new Checked("objective", "= 0.0747 ± 2 %", 0.08, false, "")));
    NightlyFile mlp = new NightlyFile(Path.of("mlp.yaml"), false, List.of(), "");
    NightlyFile late = new NightlyFile(Path.of("z.yaml"), true, List.of("sum(x) = 0"), "");
    Checks none = Checks.ofSweep(late.expect(), "not run");
    return new NightResult(
        "2026-01-30 02:00:00",
        "abc",
        List.of(
            new FileResult(mlp, FileResult.State.COMPLETED, "", Optional.of(run), checks, 41.5),
            new FileResult(
                late,
                FileResult.State.NOT_RUN,
                "the budget <was> spent",
                Optional.empty(),
                none,
                0)));
  }

  private static JsonNode data(String page) throws IOException {
    Matcher matcher = DATA.matcher(page);
    assertThat(matcher.find()).isTrue();
    return new ObjectMapper().readTree(matcher.group(1));
  }

  @Test
  void thePageShowsTonightAndEveryExpectationOverTheNights() throws IOException {
    History.open(out).append(history(30));
    String page = Files.readString(NightlyPage.write(out, tonight()));
    keepForLooking(page);
    assertThat(page)
        .contains("Night of 2026-01-30", "0 of 2 files passed; 1 failed or drifted; 1 not run.")
        .contains("<td>0.0482</td><td>&lt; 0.05</td><td>✓</td>")
        .contains("<td>0.08</td><td>= 0.0747 ± 2 %</td><td><span class=\"error\">✗</span></td>")
        .contains("not run: the budget &lt;was&gt; spent")
        .contains("<a href=\"2026-01-30/run &lt;1&gt;/report.html\">report</a>")
        .doesNotContain("src=\"http", "<was>");
    JsonNode charts = data(page).at("/figures/0/choices/0/spec/concat");
    assertThat(charts).hasSize(4);
    JsonNode nights = charts.at("/0/data/values");
    assertThat(nights).hasSize(30);
    assertThat(nights.get(4).get("value").isNull()).isTrue();
    assertThat(charts.at("/0/title/text/1").asText()).isEqualTo("< 0.05");
    // The bound was 0.06 up to the tenth night, and 0.05 from then on.
    assertThat(charts.at("/0/layer/0/data/values/9/from").asDouble()).isEqualTo(0.06);
    assertThat(charts.at("/0/layer/0/data/values/10/from").asDouble()).isEqualTo(0.05);
    assertThat(charts.at("/3/layer/0/encoding/y/scale/type").asText()).isEqualTo("log");
  }

  /** With {@code -Dcollapse.keep=DIR}, for the eye. */
  private static void keepForLooking(String page) throws IOException {
    String folder = System.getProperty("collapse.keep");
    if (folder != null) {
      Files.writeString(Path.of(folder).resolve("report.html"), page);
    }
  }

  @Test
  void onlyTheLatestNightsAreDrawn() throws IOException {
    History.open(out).append(history(HistoryFigures.MOST_NIGHTS + 7));
    String page = Files.readString(NightlyPage.write(out, tonight()));
    assertThat(data(page).at("/figures/0/choices/0/spec/concat/0/data/values"))
        .hasSize(HistoryFigures.MOST_NIGHTS);
  }

  @Test
  void aFileThatExpectsNothingHasNoFigure() throws IOException {
    History.open(out)
        .append(List.of(row("2026-01-01 02:00:00", "failed", "", Double.NaN, "", false)));
    String page = Files.readString(NightlyPage.write(out, tonight()));
    assertThat(data(page).get("figures")).isEmpty();
  }
}
