package org.collapselab.cli.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies outside the folder, and what is no file, is neither shown nor waited for. */
@Timeout(120)
class OutsideFilesTest {
  private static final String SECRET = "TOPSECRET-4711";
  private static final String GOOD = "20260102-030405-shown-0a1b2c";
  private static final String BAD = "20260102-030406-shown-0a1b2d";
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
          "compare.html",
          "report.html");

  @TempDir Path dir;
  private Path runs;
  private Path bad;
  private Path secret;
  private Browsing browsing;

  @BeforeEach
  void start() throws IOException {
    runs = Files.createDirectory(dir.resolve("runs"));
    secret = Files.writeString(dir.resolve("secret"), SECRET);
    RunsForShow.unfinished(runs, GOOD);
    bad = RunsForShow.unfinished(runs, BAD);
    browsing = new Browsing(runs);
  }

  @AfterEach
  void stop() {
    browsing.close();
  }

  /** Every address is answered soon and without the secret, and the other run is as it was. */
  private void assertHarmless() {
    long start = System.nanoTime();
    for (String path :
        List.of(
            "/api/runs",
            "/api/runs/" + BAD,
            "/api/runs/" + BAD + "/metrics",
            "/api/runs/" + BAD + "/spectra",
            "/api/runs/" + BAD + "/spectrum",
            "/api/runs/" + BAD + "/log",
            "/compare?run=" + BAD,
            "/compare?run=" + GOOD + "&run=" + BAD)) {
      HttpResponse<String> answer = browsing.get(path);
      assertThat(answer.statusCode()).as(path).isIn(200, 404, 422);
      assertThat(answer.body()).as(path).doesNotContain(SECRET);
    }
    for (String file : FILES) {
      HttpResponse<String> answer = browsing.get("/runs/" + BAD + "/files/" + file);
      assertThat(answer.statusCode()).as(file).isIn(200, 404);
      assertThat(answer.body()).as(file).doesNotContain(SECRET);
    }
    assertThat(browsing.row(GOOD).path("accuracy").asDouble()).isEqualTo(0.75);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }

  private String problems() {
    return browsing.row(BAD).path("problems").toString();
  }

  private static void pipe(Path path) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SECRET", "/dev/zero", "PIPE", "../../secret", "nothing", "."})
  void aSweepThatNamesAnotherFileIsNotFollowed(String from) throws Exception {
    Path pipe = dir.resolve("pipe");
    pipe(pipe);
    String name = from.replace("SECRET", secret.toString()).replace("PIPE", pipe.toString());
    Files.writeString(
        bad.resolve("sweep.yaml"), "name: s\nexperiment: {from: %s}\nseeds: 1\n".formatted(name));
    assertHarmless();
    JsonNode row = browsing.row(BAD);
    assertThat(row.path("state").asText()).isEqualTo("broken");
    assertThat(row.path("problems").toString()).contains("names no other file");
  }

  @Test
  void pipesInThePlaceOfFilesAreNotOpened() throws Exception {
    for (String file : FILES) {
      Files.deleteIfExists(bad.resolve(file));
      pipe(bad.resolve(file));
      assertHarmless();
    }
    Files.delete(bad.resolve("sweep.yaml"));
    Files.delete(bad.resolve("compare.html"));
    assertHarmless();
    assertThat(problems()).contains("metrics.csv is not a regular file", "summary.json is not");
  }

  @Test
  void aPipeAmongTheMeansIsNotOpened() throws Exception {
    pipe(Files.createDirectory(bad.resolve("means")).resolve("fc2.post.npy"));
    assertHarmless();
    assertThat(browsing.get("/compare?run=" + BAD).body())
        .contains("neither a file nor a directory");
  }

  @Test
  void socketsAndDevicesAreNotOpened() throws Exception {
    for (String file : FILES) {
      Files.deleteIfExists(bad.resolve(file));
      Files.createSymbolicLink(bad.resolve(file), Path.of("/dev/zero"));
    }
    assertHarmless();
    Files.delete(bad.resolve("metrics.csv"));
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      Path shortName = Files.createTempFile("s", "");
      Files.delete(shortName);
      socket.bind(UnixDomainSocketAddress.of(shortName));
      Files.move(shortName, bad.resolve("metrics.csv"));
      assertHarmless();
    }
  }

  @Test
  void foldersThatLeadOutAreNotListed() throws Exception {
    Path outside = RunsForShow.unfinished(dir.resolve("elsewhere"), SECRET);
    Files.createDirectory(outside.resolve("checkpoints"));
    Files.writeString(outside.resolve("checkpoints/step-000000999.npz"), "");
    Files.createSymbolicLink(bad.resolve("checkpoints"), outside.resolve("checkpoints"));
    assertThat(browsing.row(BAD).path("step").asLong()).isEqualTo(4);
    assertHarmless();
    Files.writeString(bad.resolve("sweep.yaml"), "name: s\ntheory: {classes: 4, depth: 3}\n");
    Files.createSymbolicLink(bad.resolve("runs"), dir.resolve("elsewhere"));
    Files.createSymbolicLink(bad.resolve("trials"), outside);
    assertHarmless();
    assertThat(browsing.json("/api/runs/" + BAD).path("runs")).isEmpty();
  }

  @Test
  void aLinkWithinTheFolderIsFollowedUnlessItLeadsOutInTheEnd() throws Exception {
    Path other = Files.createDirectory(runs.resolve(GOOD).resolve("means"));
    Files.createSymbolicLink(other.resolve("fc2.post.npy"), secret);
    Files.createSymbolicLink(bad.resolve("means"), other);
    assertThat(browsing.get("/compare?run=" + BAD).body())
        .contains("leads out of the runs folder")
        .doesNotContain(SECRET);
    Files.delete(other.resolve("fc2.post.npy"));
    assertThat(browsing.get("/compare?run=" + BAD).statusCode()).isEqualTo(200);
  }

  @Test
  void aNameInATableIsNoPath() throws Exception {
    Files.createDirectory(bad.resolve("means"));
    Files.writeString(dir.resolve("outside.pre.npy"), SECRET);
    String name = "../../../outside";
    Files.writeString(
        bad.resolve("metrics.csv"),
        Files.readString(bad.resolve("metrics.csv")).replace("fc3", name));
    RunsForShow.end(bad, "completed", "All epochs are done.");
    HttpResponse<String> page = browsing.get("/compare?run=" + BAD);
    assertThat(page.statusCode()).isEqualTo(200);
  }
}
