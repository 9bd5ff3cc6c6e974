package org.collapselab.cli.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do not do their part do not keep others waiting. */
@Timeout(120)
class SlowClientsTest {
  private static final String ID = "20260102-030405-shown-0a1b2c";
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path runs;
  private Path run;
  private Browsing browsing;
  private final List<Socket> held = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    run = RunsForShow.unfinished(runs, ID);
    browsing = new Browsing(runs);
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : held) {
      socket.close();
    }
    browsing.close();
  }

  private Socket open(String sent) throws IOException {
    Socket socket = new Socket("127.0.0.1", browsing.dashboard().address().getPort());
    held.add(socket);
    socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private void assertOthersAreServed() {
    long start = System.nanoTime();
    assertThat(browsing.get("/").statusCode()).isEqualTo(200);
    assertThat(browsing.row(ID).path("accuracy").asDouble()).isEqualTo(0.75);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HT",
        "GET / HTTP/1.1\r\nHost: local",
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf",
        "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf"
      })
  void halfRequestsKeepNobodyOut(String sent) throws IOException {
    for (int i = 0; i < 2 * Connections.MOST; i++) {
      open(sent);
    }
    assertOthersAreServed();
  }

  @Test
  void downloadsThatNobodyReadsTakeNeitherThreadsNorMemory() throws IOException {
    Files.write(run.resolve("report.html"), new byte[60 << 20]);
    String get = "GET /runs/%s/files/report.html HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(ID);
    for (int i = 0; i < 100; i++) {
      open(get); // 6 GB in all
    }
    assertOthersAreServed();
  }

  @Test
  void largeFilesComeWholeToManyAtOnce() throws Exception {
    byte[] line = "<p>a line of sixty-four bytes, as all the others of this file</p>\n".getBytes();
    try (var out = Files.newOutputStream(run.resolve("report.html"))) {
      for (int i = 0; i < 500_000; i++) {
        out.write(line);
      }
    }
    String path = "/runs/" + ID + "/files/report.html";
    List<CompletableFuture<Long>> downloads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      downloads.add(CompletableFuture.supplyAsync(() -> length(path)));
    }
    for (CompletableFuture<Long> download : downloads) {
      assertThat(download.get()).isEqualTo(500_000L * line.length);
    }
  }

  private long length(String path) {
    try (InputStream in = browsing.dashboard().address().resolve(path).toURL().openStream()) {
      byte[] buffer = new byte[1 << 16];
      long length = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        length += read;
      }
      return length;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aFileThatIsTooLargeIsRefused() throws IOException {
    try (var file = new java.io.RandomAccessFile(run.resolve("report.html").toFile(), "rw")) {
      file.setLength((256L << 20) + 1);
    }
    var answer = browsing.get("/runs/" + ID + "/files/report.html");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("report.html is larger than 256 MB");
  }

  @Test
  void requestsWithoutEndAreRefused() throws IOException {
    String answer = browsing.raw("GET / HTTP/1.1", "Host: localhost", "X: " + "x".repeat(1 << 17));
    assertThat(answer).startsWith("HTTP/1.1 431").contains("Content-Security-Policy");
  }
}
