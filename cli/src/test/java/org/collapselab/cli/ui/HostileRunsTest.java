package org.collapselab.cli.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that no run left like this. */
class HostileRunsTest {
  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final List<String> FILES =
      List.of(
          "config.yaml",
          "sweep.yaml",
          "summary.json",
          "provenance.json",
          "comparison.json",
          "metrics.csv",
          "spectra.csv",
          "trials.csv",
          "run.log",
          "run.lock",
          "report.html");

  @TempDir Path runs;
  private Browsing browsing;

  @BeforeEach
  void start() {
    browsing = new Browsing(runs);
  }

  @AfterEach
  void stop() {
    browsing.close();
  }

  /** Every address of a run is answered, without a trace of the program. */
  private void assertAnswered(String id) {
    String run = Browsing.encoded(id);
    for (String path :
        List.of(
            "/api/runs",
            "/api/runs/" + run,
            "/api/runs/" + run + "/metrics",
            "/api/runs/" + run + "/metrics?from=7&mark=x",
            "/api/runs/" + run + "/spectra?top=3",
            "/api/runs/" + run + "/spectrum",
            "/api/runs/" + run + "/log",
            "/runs/" + run,
            "/runs/" + run + "/files/metrics.csv",
            "/compare?run=" + run)) {
      HttpResponse<String> answer = browsing.get(path);
      assertThat(answer.statusCode()).as(path).isIn(200, 404, 422);
      assertThat(answer.body()).as(path).doesNotContain("Exception", "\tat org.");
    }
  }

  @Test
  void markupInNamesLogsAndCellsNeverBecomesMarkup() throws IOException {
    String id = "20260101-000000-<img src=x onerror=alert(1)>";
    Path run = RunsForShow.unfinished(runs, id);
    RunsForShow.end(run, SCRIPT, SCRIPT);
    Files.writeString(run.resolve("run.log"), SCRIPT + "\n");
    Files.writeString(
        run.resolve("config.yaml"),
        Files.readString(run.resolve("config.yaml")).replace("a run for show", SCRIPT));
    Files.writeString(
        run.resolve("metrics.csv"),
        RunsForShow.HEADER + "1,0.1,train,\"" + SCRIPT + "\",post,\"" + SCRIPT + "\",1\n");
    assertAnswered(id);
    assertThat(browsing.row(id).path("state").asText()).isEqualTo(SCRIPT);
    String of = Browsing.encoded(id);
    for (String path : List.of("/runs/" + of, "/compare?run=" + of)) {
      HttpResponse<String> page = browsing.get(path);
      String type = page.headers().firstValue("Content-Type").orElseThrow();
      if (type.startsWith("text/html")) {
        assertThat(page.body()).doesNotContain(SCRIPT, "<img");
      } else {
        assertThat(type).isEqualTo("text/plain; charset=utf-8");
      }
    }
    for (String path : List.of("", "/metrics", "/log")) {
      HttpResponse<String> data = browsing.get("/api/runs/" + of + path);
      assertThat(data.body()).contains("<script>");
      assertThat(data.headers().firstValue("Content-Type"))
          .hasValue("application/json; charset=utf-8");
    }
  }

  @Test
  void numbersThatAreNoneOrTooLargeAreLeftOut() throws IOException {
    Path run = RunsForShow.unfinished(runs, "numbers");
    Files.writeString(
        run.resolve("metrics.csv"),
        RunsForShow.HEADER
            + "4,1.0,train,,,accuracy,NaN\n"
            + "4,1.0,train,,,dufm_objective,1e999\n"
            + "99999999999999999999,1.0,train,,,fit,1\n"
            + "4,1.0,train,fc2,post,nc1_trace_ratio,-Infinity\n"
            + "9223372036854775807,Infinity,train,,,fit,1e308\n");
    Files.writeString(run.resolve("provenance.json"), "{\"data\": {\"train\": {\"size\": 1e300}}}");
    assertAnswered("numbers");
    JsonNode row = browsing.row("numbers");
    assertThat(row.path("accuracy").isNull()).isTrue();
    assertThat(row.path("loss").isNull()).isTrue();
    assertThat(row.path("total_steps").isNull()).isTrue();
    JsonNode metrics = browsing.json("/api/runs/numbers/metrics");
    assertThat(metrics.path("unreadable").asInt()).isEqualTo(1);
    assertThat(metrics.path("rows").get(1).get(6).asText()).isEqualTo("Infinity");
  }

  @Test
  void binaryJunkIsSaidToBeBroken() throws IOException {
    Random random = new Random(1);
    Path run = Files.createDirectory(runs.resolve("junk"));
    for (String file : FILES) {
      byte[] junk = new byte[100_000];
      random.nextBytes(junk);
      Files.write(run.resolve(file), junk);
    }
    assertAnswered("junk");
    Files.delete(run.resolve("sweep.yaml"));
    assertAnswered("junk");
    JsonNode row = browsing.row("junk");
    assertThat(row.path("state").asText()).isEqualTo("broken");
    assertThat(row.path("problems").toString())
        .contains("config.yaml", "summary.json", "provenance.json", "comparison.json");
  }

  @Test
  void jsonOfAnotherShapeIsSaidToBeBroken() throws IOException {
    for (String content : List.of("", "null", "[]", "3", "{}", "[".repeat(100_000))) {
      Path run = RunsForShow.unfinished(runs, "shape");
      for (String file : List.of("summary.json", "provenance.json", "comparison.json")) {
        Files.writeString(run.resolve(file), content);
      }
      assertAnswered("shape");
    }
  }

  @Test
  void directoriesInThePlaceOfFilesAreNoFiles() throws IOException {
    Path run = Files.createDirectory(runs.resolve("folders"));
    for (String file : FILES) {
      Files.createDirectory(run.resolve(file));
    }
    assertAnswered("folders");
    assertThat(browsing.row("folders").path("problems")).isNotEmpty();
  }

  @Test
  void anEmptyDirectoryIsNeitherRunNorSweep() throws IOException {
    Files.createDirectory(runs.resolve("empty"));
    assertAnswered("empty");
    assertThat(browsing.row("empty").path("problems").get(0).asText())
        .isEqualTo("neither a run nor a sweep: it has no config.yaml and no sweep.yaml");
  }

  @Test
  void aTableWithoutLineEndsIsPassedOver() throws IOException {
    Path run = RunsForShow.unfinished(runs, "long");
    Files.writeString(run.resolve("metrics.csv"), "7".repeat(3 * Tables.SLICE));
    assertAnswered("long");
    long next = 0;
    for (int slices = 0; slices < 3; slices++) {
      JsonNode slice = browsing.json("/api/runs/long/metrics?from=0");
      assertThat(slice.path("more").asBoolean()).isTrue();
      next = slice.path("next").asLong();
    }
    assertThat(next).isEqualTo(Tables.SLICE);
  }

  @Test
  void aBrokenRunLeavesAHundredOthersInPlace() throws IOException {
    for (int i = 0; i < 100; i++) {
      RunsForShow.unfinished(runs, "20260101-0000%02d-shown-%06x".formatted(i % 60, i));
    }
    Files.writeString(Files.createDirectory(runs.resolve("broken")).resolve("config.yaml"), "a: [");
    JsonNode rows = browsing.json("/api/runs").path("runs");
    assertThat(rows).hasSize(101);
    assertThat(rows.findValuesAsText("accuracy").stream().filter("0.75"::equals)).hasSize(100);
    assertThat(browsing.row("broken").path("problems").get(0).asText()).contains("config.yaml");
  }

  @Test
  void aRunThatCannotBeReadIsNamedAndLeftOutOfTheComparison() throws IOException {
    for (int i = 0; i < 20; i++) {
      RunsForShow.end(
          RunsForShow.unfinished(runs, "run-%02d".formatted(i)), "completed", "All is done.");
    }
    Path summary = runs.resolve("run-07/summary.json");
    Files.writeString(summary, Files.readString(summary).substring(0, 30));
    Files.writeString(runs.resolve("run-08/metrics.csv"), RunsForShow.HEADER + "1,0.1,tra");
    Files.writeString(runs.resolve("run-09/config.yaml"), "name: [");
    Path measured = RunsForShow.unfinished(runs, "measured");
    Files.writeString(
        measured.resolve("provenance.json"), "{\"measured\": {\"model\": \"model.zip\"}}");
    StringBuilder all = new StringBuilder("/compare?run=measured&run=empty");
    Files.createDirectory(runs.resolve("empty"));
    for (int i = 0; i < 20; i++) {
      all.append("&run=run-%02d".formatted(i));
    }
    HttpResponse<String> page = browsing.get(all.toString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("17 runs in 1 group")
        .containsPattern("run-07 is left out: .*summary.json.*not the JSON that a run writes")
        .containsPattern("run-08 is left out: .*metrics.csv is cut off in its last line")
        .containsPattern("run-09 is left out: .*config.yaml")
        .contains("measured is left out: it is a measurement, not a run or a sweep")
        .containsPattern("empty is left out: .*is neither a run nor a sweep")
        .doesNotContain("end-of-input", "JsonEOF", "com.fasterxml");
    HttpResponse<String> alone = browsing.get("/compare?run=run-07");
    assertThat(alone.statusCode()).isEqualTo(422);
    assertThat(alone.body()).contains("summary.json").doesNotContain("end-of-input");
  }

  @Test
  void aLaterMeasurementIsNoUnfinishedRun() throws IOException {
    Path measured = RunsForShow.unfinished(runs, "measured");
    Files.writeString(measured.resolve("provenance.json"), "{\"measured\": {\"run\": \"r\"}}");
    JsonNode row = browsing.row("measured");
    assertThat(row.path("kind").asText()).isEqualTo("measurement");
    assertThat(row.path("state").asText()).isEqualTo("measured");
    assertThat(row.path("note").asText()).isEmpty();
    assertThat(row.path("accuracy").asDouble()).isEqualTo(0.75);
    assertAnswered("measured");
  }

  @Test
  void lineSeparatorsInNamesStopNoFigure() throws IOException {
    Path run = RunsForShow.unfinished(runs, "a\u2028b");
    RunsForShow.end(run, "completed", "All is done.");
    Files.writeString(
        run.resolve("config.yaml"),
        Files.readString(run.resolve("config.yaml")).replace("run for show", "run\\u2028for show"));
    HttpResponse<String> page = browsing.get("/compare?run=" + Browsing.encoded("a\u2028b"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("a↵b");
    String data = page.body().substring(page.body().indexOf("id=\"report-data\""));
    assertThat(data).doesNotContain("\u2028b");
  }

  @Test
  void theEndOfALongTableIsEnoughForItsRow() throws IOException {
    Path run = RunsForShow.unfinished(runs, "long");
    StringBuilder table = new StringBuilder(RunsForShow.HEADER);
    for (int step = 0; step < 20_000; step++) {
      table.append(RunsForShow.measurement(step, step / 20_000.0));
    }
    table.append("20000,5000.0000,train,,,fit,0.5\n20000,5000.0000,train,,,accur");
    Files.writeString(run.resolve("metrics.csv"), table);
    JsonNode row = browsing.row("long");
    assertThat(row.path("step").asLong()).isEqualTo(20_000);
    assertThat(row.path("accuracy").asDouble()).isEqualTo(19_999 / 20_000.0);
  }

  @Test
  void aMeasurementLongerThanTheFirstLookIsReadWhole() throws IOException {
    Path run = RunsForShow.unfinished(runs, "wide");
    StringBuilder table = new StringBuilder(RunsForShow.HEADER + RunsForShow.measurement(0, 0.1));
    table.append(RunsForShow.measurement(4, 0.625));
    for (int layer = 0; layer < 5_000; layer++) {
      table.append("4,1.0000,train,layer%d,post,nc1_trace_ratio,0.5\n".formatted(layer));
    }
    Files.writeString(run.resolve("metrics.csv"), table);
    assertThat(browsing.row("wide").path("accuracy").asDouble()).isEqualTo(0.625);
  }
}
