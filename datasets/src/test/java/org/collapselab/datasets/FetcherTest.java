package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.collapselab.datasets.DataFile.Part;
import org.collapselab.datasets.FileStatus.State;
import org.collapselab.datasets.Mirror.GzipFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetcherTest {
  private static final byte[] CONTENT = noise(300_000);
  private static final byte[] GZIP = TestFiles.gzip(CONTENT);
  private static final DataFile FILE =
      new DataFile("file.bin", Part.TRAIN, CONTENT.length, Digests.hex(CONTENT));

  private final List<Long> reported = new ArrayList<>();
  private final List<Long> totals = new ArrayList<>();
  private final LoopbackServer server = new LoopbackServer(LoopbackServer.ranges(GZIP));
  @TempDir Path dir;
  private Path folder;

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(dir.resolve("tiny"));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void storesAVerifiedFileUnderItsNameAndReportsProgress() throws IOException {
    fetch();
    assertThat(names()).containsExactly("file.bin.gz");
    assertThat(DataHome.of(dir).verify(set()).get(0).state()).isEqualTo(State.PRESENT);
    assertThat(reported).isSorted().endsWith((long) GZIP.length);
    assertThat(totals).containsOnly((long) GZIP.length);
  }

  @Test
  void asksForNothingWhenTheFileIsPresent() {
    fetch();
    fetch();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void keepsACutOffDownloadAndGoesOnFromThereTheNextTime() throws IOException {
    server.answer(LoopbackServer.cutOff(GZIP, 100_000));
    assertFails(this::fetch, "cut off", "file.bin.gz.part", server.uri("/").toString());
    assertThat(names()).containsExactly("file.bin.gz.part");
    long kept = Files.size(folder.resolve("file.bin.gz.part"));
    assertThat(kept).isBetween(1L, 100_000L);
    server.answer(LoopbackServer.ranges(GZIP));
    fetch();
    assertThat(server.requests()).last().isEqualTo("/file.bin.gz bytes=" + kept + "-");
    assertThat(names()).containsExactly("file.bin.gz");
  }

  @Test
  void startsOverWhenTheServerIgnoresTheRange() throws IOException {
    writePart(Arrays.copyOf(GZIP, 1000));
    server.answer(LoopbackServer.whole(GZIP));
    fetch();
    assertThat(names()).containsExactly("file.bin.gz");
  }

  @Test
  void usesAPartFileThatIsAlreadyWhole() throws IOException {
    writePart(GZIP);
    fetch();
    assertThat(server.requests()).containsExactly("/file.bin.gz bytes=" + GZIP.length + "-");
    assertThat(names()).containsExactly("file.bin.gz");
  }

  @Test
  void fetchesFromTheFirstByteWhenTheResumedFileProvesWrong() throws IOException {
    writePart(noise(1000));
    fetch();
    assertThat(server.requests()).containsExactly("/file.bin.gz bytes=1000-", "/file.bin.gz");
    assertThat(names()).containsExactly("file.bin.gz");
  }

  @Test
  void leavesNothingBehindWhenTheChecksumIsWrong() throws IOException {
    byte[] other = CONTENT.clone();
    other[7] ^= 1;
    server.answer(LoopbackServer.whole(TestFiles.gzip(other)));
    assertFails(this::fetch, "SHA-256", Digests.hex(other), FILE.sha256());
    assertThat(names()).isEmpty();
  }

  @Test
  void leavesNothingBehindWhenTheServerSendsSomethingElse() throws IOException {
    server.answer(LoopbackServer.whole("<html>log in</html>".getBytes(StandardCharsets.US_ASCII)));
    assertFails(this::fetch, "19 bytes");
    assertThat(names()).isEmpty();
  }

  @Test
  void refusesMoreBytesThanTheFileCanHave() throws IOException {
    server.answer(LoopbackServer.whole(noise(400_000)));
    assertFails(this::fetch, "400000 bytes", "at most");
    assertThat(names()).isEmpty();
  }

  @Test
  void triesTheNextMirrorAndNamesEachFailure() throws IOException {
    try (LoopbackServer broken = new LoopbackServer(LoopbackServer.status(404))) {
      new Fetcher(DataHome.of(dir), this::record).fetch(set(broken.uri("/a"), server.uri("/b")));
      assertThat(broken.requests()).containsExactly("/a/file.bin.gz");
      assertThat(server.requests()).containsExactly("/b/file.bin.gz");
      assertThat(names()).containsExactly("file.bin.gz");
      Files.delete(folder.resolve("file.bin.gz"));
      server.answer(LoopbackServer.status(503));
      assertFails(
          () -> fetch(set(broken.uri("/a"), server.uri("/b"))), "HTTP 404", "HTTP 503", "by hand");
      assertThat(names()).isEmpty();
    }
  }

  @Test
  void saysSoWhenThereIsNoNetwork() throws IOException {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0)) {
      closedPort = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + closedPort);
    assertFails(() -> fetch(set(nobody)), "no connection", "check the network");
    assertThat(names()).isEmpty();
  }

  @Test
  void givesUpOnASilentServerAndKeepsWhatCame() throws IOException {
    server.answer(
        exchange -> {
          exchange.sendResponseHeaders(200, GZIP.length);
          exchange.getResponseBody().write(GZIP, 0, 70_000);
          exchange.getResponseBody().flush();
          try {
            Thread.sleep(5_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Fetcher impatient = new Fetcher(DataHome.of(dir), this::record, Duration.ofMillis(300));
    assertFails(() -> impatient.fetch(set()), "cut off");
    assertThat(names()).containsExactly("file.bin.gz.part");
  }

  @Test
  void refusesPlainHttpBeyondThisMachine() {
    assertFails(() -> fetch(set(URI.create("http://127.0.0.1.example.org/x"))), "https only");
  }

  @Test
  void followsRedirects() throws IOException {
    server.answer(
        exchange -> {
          if (exchange.getRequestURI().getPath().startsWith("/moved")) {
            LoopbackServer.send(exchange, 200, GZIP);
          } else {
            exchange.getResponseHeaders().set("Location", "/moved");
            exchange.sendResponseHeaders(302, -1);
          }
        });
    fetch();
    assertThat(names()).containsExactly("file.bin.gz");
  }

  @Test
  void saysWhichPathCannotBeWritten() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");
    Fetcher fetcher = new Fetcher(DataHome.of(file), this::record);
    assertFails(() -> fetcher.fetch(set()), "cannot write", file.toString());
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void replacesACorruptFileOfTheOtherForm() throws IOException {
    Files.write(folder.resolve("file.bin"), new byte[3]);
    fetch();
    assertThat(names()).containsExactly("file.bin.gz");
  }

  @Test
  void keepsACorruptFileUntilItsReplacementIsVerified() throws IOException {
    Files.write(folder.resolve("file.bin.gz"), new byte[3]);
    server.answer(LoopbackServer.status(404));
    assertFails(this::fetch, "HTTP 404");
    assertThat(names()).containsExactly("file.bin.gz");
    server.answer(LoopbackServer.ranges(GZIP));
    fetch();
    assertThat(DataHome.of(dir).verify(set()).get(0).state()).isEqualTo(State.PRESENT);
  }

  @Test
  void refusesToWriteAFileThatAnotherDownloadIsWriting() throws IOException {
    Path part = folder.resolve("file.bin.gz.part");
    try (FileChannel other =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = other.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertFails(this::fetch, "another download");
    }
  }

  private void fetch() {
    fetch(set());
  }

  private void fetch(Dataset set) {
    new Fetcher(DataHome.of(dir), this::record).fetch(set);
  }

  private void record(String address, long done, long total) {
    reported.add(done);
    totals.add(total);
  }

  private Dataset set(URI... mirrors) {
    Dataset plain = DataHomeTest.setOf(FILE);
    URI[] uris = mirrors.length == 0 ? new URI[] {server.uri("/")} : mirrors;
    return TarGzFetchTest.withMirrors(
        plain, Arrays.stream(uris).<Mirror>map(GzipFolder::new).toList());
  }

  private void writePart(byte[] content) throws IOException {
    Files.write(folder.resolve("file.bin.gz.part"), content);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertFails(ThrowingCallable action, String... messageParts) {
    assertThatThrownBy(action)
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(messageParts);
  }
}
