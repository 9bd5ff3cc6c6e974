package org.collapselab.cli.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.collapselab.trainer.store.RunLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {
  private static final String ID = "20260102-030405-shown-0a1b2c";

  @TempDir Path dir;
  private Path runs;
  private Path run;
  private Browsing browsing;

  @BeforeEach
  void start() throws IOException {
    runs = Files.createDirectory(dir.resolve("runs"));
    run = RunsForShow.unfinished(runs, ID);
    Files.writeString(dir.resolve("secret"), "not to be read");
    browsing = new Browsing(runs);
  }

  @AfterEach
  void stop() {
    browsing.close();
  }

  @Test
  void aRunWithoutLockAndSummaryStoppedWithoutAWord() {
    JsonNode row = browsing.row(ID);
    assertThat(row.path("state").asText()).isEqualTo("killed");
    assertThat(row.path("note").asText()).contains("collapse resume");
    assertThat(row.path("name").asText()).isEqualTo("shown");
    assertThat(row.path("started").asText()).isEqualTo("2026-01-02 03:04:05");
    assertThat(row.path("problems")).isEmpty();
  }

  @Test
  void aRowHasTheLastNumbers() {
    JsonNode row = browsing.row(ID);
    assertThat(row.path("step").asLong()).isEqualTo(4);
    assertThat(row.path("total_steps").asLong()).as("10 epochs of ⌈100/30⌉").isEqualTo(40);
    assertThat(row.path("accuracy").asDouble()).isEqualTo(0.75);
    assertThat(row.path("dnc1").asDouble()).as("of σ(M_2), not of the output").isEqualTo(0.5);
    assertThat(row.path("loss").asDouble()).isEqualTo(1.25);
    assertThat(row.path("loss_dnc").isNull()).isTrue();
  }

  @Test
  @SuppressWarnings("try")
  void aRunWhoseLockIsHeldIsRunningUntilItsSummaryIsThere() throws IOException {
    try (RunLock lock = RunLock.acquire(run)) {
      assertThat(browsing.row(ID).path("state").asText()).isEqualTo("running");
      RunsForShow.end(run, "diverged", "the objective is not finite");
      JsonNode row = browsing.row(ID);
      assertThat(row.path("state").asText()).isEqualTo("diverged");
      assertThat(row.path("note").asText()).isEqualTo("the objective is not finite");
      assertThat(row.path("step").asLong()).isEqualTo(40);
    }
  }

  @Test
  void theNewestRunComesFirst() throws IOException {
    RunsForShow.unfinished(runs, "20270101-000000-shown-000000");
    RunsForShow.unfinished(runs, "20250101-000000-shown-000000");
    assertThat(browsing.json("/api/runs").path("runs").findValuesAsText("started"))
        .containsExactly("2027-01-01 00:00:00", "2026-01-02 03:04:05", "2025-01-01 00:00:00");
  }

  @Test
  void aChangedFileChangesTheRow() throws IOException {
    browsing.row(ID);
    Files.writeString(
        run.resolve("metrics.csv"),
        Files.readString(run.resolve("metrics.csv")) + RunsForShow.measurement(8, 0.875));
    assertThat(browsing.row(ID).path("accuracy").asDouble()).isEqualTo(0.875);
  }

  @Test
  void aCheckpointSaysHowFarARunIsBetweenMeasurements() throws IOException {
    Files.createDirectory(run.resolve("checkpoints"));
    Files.writeString(run.resolve("checkpoints/step-000000017.npz"), "");
    assertThat(browsing.row(ID).path("step").asLong()).isEqualTo(17);
  }

  @Test
  void whatIsKnownIsNotSentAgain() {
    for (String path : new String[] {"/api/runs", "/api/runs/" + ID, "/assets/vega.js"}) {
      HttpResponse<String> first = browsing.get(path);
      String tag = first.headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> second = browsing.get(path, "If-None-Match", tag);
      assertThat(second.statusCode()).as(path).isEqualTo(304);
      assertThat(second.body()).isEmpty();
    }
  }

  @Test
  void metricsAreGivenFromAByteOn() throws IOException {
    JsonNode first = browsing.json(metrics("?from=0"));
    assertThat(first.path("rows")).hasSize(18);
    assertThat(first.path("rows").get(2))
        .hasToString("[0,0.0,\"train\",\"\",\"\",\"accuracy\",0.1]");
    assertThat(first.path("next").asLong()).isEqualTo(Files.size(run.resolve("metrics.csv")));
    String known = "?from=%d&mark=%s".formatted(first.path("next").asLong(), text(first, "mark"));
    assertThat(browsing.json(metrics(known)).path("rows")).isEmpty();
    append("8,2.0000,train,,,accuracy,NaN\n8,2.0000,train,,,fi");
    JsonNode second = browsing.json(metrics(known));
    assertThat(second.path("rows")).hasSize(1);
    assertThat(second.path("rows").get(0).get(6).asText()).isEqualTo("NaN");
    assertThat(second.path("reset").asBoolean()).isFalse();
  }

  @Test
  void aTableThatWasCutBackStartsAnew() throws IOException {
    JsonNode first = browsing.json(metrics(""));
    Files.writeString(
        run.resolve("metrics.csv"), RunsForShow.HEADER + RunsForShow.measurement(0, 0.5));
    JsonNode cut = browsing.json(metrics("?from=" + first.path("next").asLong()));
    assertThat(cut.path("reset").asBoolean()).isTrue();
    assertThat(cut.path("rows")).hasSize(9);
  }

  @Test
  void metricsAreFilteredByNameAndSplit() {
    assertThat(browsing.json(metrics("?metric=fit,accuracy")).path("rows")).hasSize(4);
    assertThat(browsing.json(metrics("?split=test")).path("rows")).isEmpty();
  }

  @Test
  void spectraAreGivenOverTimeAndAsTheyAreNow() {
    assertThat(browsing.json("/api/runs/" + ID + "/spectra?top=2").path("rows")).hasSize(4);
    JsonNode last = browsing.json("/api/runs/" + ID + "/spectrum").path("spectra");
    assertThat(last).hasSize(1);
    assertThat(last.get(0).path("step").asLong()).isEqualTo(4);
    assertThat(last.get(0).path("values")).hasToString("[3.25,1.5,0.5]");
  }

  @Test
  void filesAreServedAsTextAndReportsShutIn() throws IOException {
    Files.writeString(run.resolve("report.html"), "<script>1</script>");
    HttpResponse<String> config = browsing.get("/runs/" + ID + "/files/config.yaml");
    assertThat(config.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
    assertThat(config.body()).contains("name: shown");
    HttpResponse<String> report = browsing.get("/runs/" + ID + "/files/report.html");
    assertThat(report.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("sandbox allow-scripts")
        .contains("default-src 'none'")
        .doesNotContain("allow-same-origin");
  }

  @Test
  void everyAnswerHasTheHeadersThatKeepItSafe() {
    for (String path :
        new String[] {"/", "/runs/" + ID, "/api/runs", "/nothing", "/assets/ui.css"}) {
      HttpResponse<String> answer = browsing.get(path);
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .as(path)
          .startsWith("default-src 'none'")
          .doesNotContain("http");
    }
  }

  @Test
  void pagesLoadWhatIsServedHere() {
    for (String path : new String[] {"/", "/runs/" + ID}) {
      String page = browsing.get(path).body();
      assertThat(page).doesNotContain("//");
      java.util.regex.Pattern.compile("(?:src|href)=\"(/[^\"]*)\"")
          .matcher(page)
          .results()
          .forEach(
              r -> assertThat(browsing.get(r.group(1)).statusCode()).as(r.group()).isEqualTo(200));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "",
        "a b",
        "[::1",
        "192.168.0.1",
        "localhost@evil.example"
      })
  void foreignNamesAreRefused(String host) throws IOException {
    assertThat(browsing.raw("GET /api/runs HTTP/1.1", "Host: " + host))
        .startsWith("HTTP/1.1 403")
        .doesNotContain(ID);
  }

  @Test
  void aRequestWithoutAHostIsRefused() throws IOException {
    assertThat(browsing.raw("GET /api/runs HTTP/1.0", "Accept: */*"))
        .containsPattern("^HTTP/1.[01] 40[03]")
        .doesNotContain(ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:9999", "127.0.0.1", "[::1]:8642"})
  void namesOfThisMachineAreAccepted(String host) throws IOException {
    assertThat(browsing.raw("GET /api/runs HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "HEAD"})
  void onlyGetIsAnswered(String method) {
    assertThat(browsing.send(method, "/api/runs").statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret",
        "/runs/../../secret",
        "/runs/..%2F..%2Fsecret",
        "/runs/%2e%2e/files/secret",
        "/runs/./files/config.yaml",
        "/runs/ID/files/..%2f..%2f..%2fsecret",
        "/runs/ID/files/../../../secret",
        "/runs/ID/files/run.lock",
        "/runs/ID%2f..%2f..%2f/files/secret",
        "/runs/ID%5c..%5c../files/secret",
        "/runs/ID%00/files/config.yaml",
        "/runs/%252e%252e/files/secret",
        "/runs/ID%2Fmeans%2Fx/files/config.yaml",
        "/runs//files/config.yaml",
        "/api/runs/..",
        "/api/runs/..%2f/log",
        "/assets/..%2Fui.css",
        "/assets/",
        "/%zz",
        "//secret",
        "/compare?run=..%2F..",
        "/compare"
      })
  void nothingOutsideOfTheFolderIsReached(String path) throws IOException {
    assertThat(browsing.raw("GET " + path.replace("ID", ID) + " HTTP/1.1", "Host: localhost"))
        .containsPattern("^HTTP/1.1 40[04]")
        .doesNotContain("not to be read", "name: shown", "Exception:", "\tat ");
  }

  @Test
  void linksOutOfTheFolderAreNotFollowed() throws IOException {
    Path outside = RunsForShow.unfinished(dir.resolve("elsewhere"), "20260101-000000-x-000000");
    Files.createSymbolicLink(runs.resolve("linked"), outside);
    Files.delete(run.resolve("run.log"));
    Files.createSymbolicLink(run.resolve("run.log"), dir.resolve("secret"));
    assertThat(browsing.get("/runs/linked/files/config.yaml").statusCode()).isEqualTo(404);
    JsonNode row = browsing.row("linked");
    assertThat(row.path("state").asText()).isEqualTo("broken");
    assertThat(row.path("problems").get(0).asText()).contains("link that leads out");
    assertThat(browsing.get("/runs/" + ID + "/files/run.log").statusCode()).isEqualTo(404);
    assertThat(browsing.json("/api/runs/" + ID + "/log").path("text").asText()).isEmpty();
    HttpResponse<String> compared = browsing.get("/compare?run=" + ID);
    assertThat(compared.statusCode()).isEqualTo(422);
    assertThat(compared.body()).contains("run.log is a link that leads out");
  }

  @Test
  void runsAreComparedOnAPageOfTheirOwn() throws IOException {
    String other = "20260102-030406-shown-0a1b2d";
    RunsForShow.unfinished(runs, other);
    HttpResponse<String> page = browsing.get("/compare?run=%s&run=%s".formatted(ID, other));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("2 runs in 1 group", ID, other);
  }

  @Test
  void whatCannotBeComparedIsSaidInASentence() throws IOException {
    Files.createDirectory(runs.resolve("empty"));
    HttpResponse<String> page = browsing.get("/compare?run=empty");
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body()).contains("neither a run nor a sweep").doesNotContain("Exception");
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> Dashboard.start(dir.resolve("nowhere"), "127.0.0.1", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nowhere is not a directory");
  }

  @Test
  void whatOthersCanReachIsTold() throws IOException {
    assertThat(browsing.dashboard().isOpenToOthers()).isFalse();
    try (Browsing open = new Browsing(runs, "0.0.0.0")) {
      assertThat(open.dashboard().isOpenToOthers()).isTrue();
      assertThat(open.raw("GET / HTTP/1.1", "Host: 192.168.0.1")).startsWith("HTTP/1.1 200");
      assertThat(open.raw("GET / HTTP/1.1", "Host: evil.example")).startsWith("HTTP/1.1 403");
    }
  }

  private void append(String text) throws IOException {
    Path file = run.resolve("metrics.csv");
    Files.writeString(file, Files.readString(file) + text);
  }

  private static String metrics(String query) {
    return "/api/runs/" + ID + "/metrics" + query;
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText();
  }
}
