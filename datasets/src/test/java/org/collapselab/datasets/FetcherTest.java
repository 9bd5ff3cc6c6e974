package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.collapselab.datasets.FileStatus.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends up under a file's name, and what is said when nothing does. */
class FetcherTest {
  @TempDir Path dir;
  private FetchBench bench;

  @BeforeEach
  void start() throws IOException {
    bench = new FetchBench(dir);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void storesAVerifiedFileUnderItsNameAndReportsProgress() throws IOException {
    bench.fetch();
    assertThat(bench.names()).containsExactly("file.bin.gz");
    assertThat(DataHome.of(dir).verify(bench.set()).get(0).state()).isEqualTo(State.PRESENT);
    assertThat(bench.reported).isSorted().endsWith((long) FetchBench.GZIP.length);
    assertThat(bench.totals).containsOnly((long) FetchBench.GZIP.length);
  }

  @Test
  void asksForNothingWhenTheFileIsPresent() {
    bench.fetch();
    bench.fetch();
    assertThat(bench.server.requests()).hasSize(1);
  }

  @Test
  void leavesNothingBehindWhenTheChecksumIsWrong() throws IOException {
    byte[] other = FetchBench.CONTENT.clone();
    other[7] ^= 1;
    bench.server.answer(LoopbackServer.whole(TestFiles.gzip(other)));
    FetchBench.assertFails(bench::fetch, "SHA-256", Digests.hex(other), FetchBench.FILE.sha256());
    assertThat(bench.names()).isEmpty();
  }

  @Test
  void leavesNothingBehindWhenTheServerSendsSomethingElse() throws IOException {
    bench.server.answer(
        LoopbackServer.whole("<html>log in</html>".getBytes(StandardCharsets.US_ASCII)));
    FetchBench.assertFails(bench::fetch, "19 bytes");
    assertThat(bench.names()).isEmpty();
  }

  @Test
  void refusesMoreBytesThanTheFileCanHave() throws IOException {
    bench.server.answer(LoopbackServer.whole(FetchBench.noise(400_000)));
    FetchBench.assertFails(bench::fetch, "400000 bytes", "at most");
    assertThat(bench.names()).isEmpty();
    bench.server.answer(LoopbackServer.unannounced(FetchBench.noise(400_000)));
    FetchBench.assertFails(bench::fetch, "at most");
    assertThat(bench.names()).isEmpty();
  }

  @Test
  void triesTheNextMirrorAndNamesEachFailure() throws IOException {
    try (LoopbackServer broken = new LoopbackServer(LoopbackServer.status(404))) {
      new Fetcher(DataHome.of(dir), bench::record)
          .fetch(bench.set(broken.uri("/a"), bench.server.uri("/b")));
      assertThat(broken.requests()).containsExactly("/a/file.bin.gz");
      assertThat(bench.server.requests()).containsExactly("/b/file.bin.gz");
      assertThat(bench.names()).containsExactly("file.bin.gz");
      Files.delete(bench.folder.resolve("file.bin.gz"));
      bench.server.answer(LoopbackServer.status(503));
      FetchBench.assertFails(
          () -> bench.fetch(bench.set(broken.uri("/a"), bench.server.uri("/b"))),
          "HTTP 404",
          "HTTP 503",
          "by hand");
      assertThat(bench.names()).isEmpty();
    }
  }

  @Test
  void saysSoWhenThereIsNoNetwork() throws IOException {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0)) {
      closedPort = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + closedPort);
    FetchBench.assertFails(
        () -> bench.fetch(bench.set(nobody)), "no connection", "check the network");
    assertThat(bench.names()).isEmpty();
  }

  @Test
  void refusesPlainHttpBeyondThisMachine() {
    FetchBench.assertFails(
        () -> bench.fetch(bench.set(URI.create("http://127.0.0.1.example.org/x"))), "https only");
  }

  @Test
  void followsRedirects() throws IOException {
    bench.server.answer(
        exchange -> {
          if (exchange.getRequestURI().getPath().startsWith("/moved")) {
            LoopbackServer.send(exchange, 200, FetchBench.GZIP);
          } else {
            exchange.getResponseHeaders().set("Location", "/moved");
            exchange.sendResponseHeaders(302, -1);
          }
        });
    bench.fetch();
    assertThat(bench.names()).containsExactly("file.bin.gz");
  }

  @Test
  void saysWhichPathCannotBeWritten() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");
    Fetcher fetcher = new Fetcher(DataHome.of(file), bench::record);
    FetchBench.assertFails(() -> fetcher.fetch(bench.set()), "cannot write", file.toString());
    assertThat(bench.server.requests()).isEmpty();
  }

  @Test
  void replacesACorruptFileOfTheOtherForm() throws IOException {
    Files.write(bench.folder.resolve("file.bin"), new byte[3]);
    bench.fetch();
    assertThat(bench.names()).containsExactly("file.bin.gz");
  }

  @Test
  void keepsACorruptFileUntilItsReplacementIsVerified() throws IOException {
    Files.write(bench.folder.resolve("file.bin.gz"), new byte[3]);
    bench.server.answer(LoopbackServer.status(404));
    FetchBench.assertFails(bench::fetch, "HTTP 404");
    assertThat(bench.names()).containsExactly("file.bin.gz");
    bench.server.answer(LoopbackServer.ranges(FetchBench.GZIP));
    bench.fetch();
    assertThat(DataHome.of(dir).verify(bench.set()).get(0).state()).isEqualTo(State.PRESENT);
  }
}
