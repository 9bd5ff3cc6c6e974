package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of {@code .part} files. */
class FetcherResumeTest {
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
  void keepsACutOffDownloadAndGoesOnFromThereTheNextTime() throws IOException {
    bench.server.answer(LoopbackServer.cutOff(FetchBench.GZIP, 100_000));
    FetchBench.assertFails(
        bench::fetch, "cut off", "file.bin.gz.part", bench.server.uri("/").toString());
    assertThat(bench.names()).containsExactly("file.bin.gz.part");
    long kept = Files.size(bench.folder.resolve("file.bin.gz.part"));
    assertThat(kept).isBetween(1L, 100_000L);
    bench.server.answer(LoopbackServer.ranges(FetchBench.GZIP));
    bench.fetch();
    assertThat(bench.server.requests()).last().isEqualTo("/file.bin.gz bytes=" + kept + "-");
    assertThat(bench.names()).containsExactly("file.bin.gz");
  }

  @Test
  void startsOverWhenTheServerIgnoresTheRange() throws IOException {
    bench.writePart(Arrays.copyOf(FetchBench.GZIP, 1000));
    bench.server.answer(LoopbackServer.whole(FetchBench.GZIP));
    bench.fetch();
    assertThat(bench.names()).containsExactly("file.bin.gz");
  }

  @Test
  void usesAPartFileThatIsAlreadyWhole() throws IOException {
    bench.writePart(FetchBench.GZIP);
    bench.fetch();
    assertThat(bench.server.requests())
        .containsExactly("/file.bin.gz bytes=" + FetchBench.GZIP.length + "-");
    assertThat(bench.names()).containsExactly("file.bin.gz");
  }

  @Test
  void fetchesFromTheFirstByteWhenTheResumedFileProvesWrong() throws IOException {
    bench.writePart(FetchBench.noise(1000));
    bench.fetch();
    assertThat(bench.server.requests()).containsExactly("/file.bin.gz bytes=1000-", "/file.bin.gz");
    assertThat(bench.names()).containsExactly("file.bin.gz");
  }

  @Test
  void givesUpOnASilentServerAndKeepsWhatCame() throws IOException {
    bench.server.answer(
        exchange -> {
          exchange.sendResponseHeaders(200, FetchBench.GZIP.length);
          exchange.getResponseBody().write(FetchBench.GZIP, 0, 70_000);
          exchange.getResponseBody().flush();
          try {
            Thread.sleep(5_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Fetcher impatient = new Fetcher(DataHome.of(dir), bench::record, Duration.ofMillis(300));
    FetchBench.assertFails(() -> impatient.fetch(bench.set()), "cut off");
    assertThat(bench.names()).containsExactly("file.bin.gz.part");
  }

  @Test
  void refusesToWriteAFileThatAnotherDownloadIsWriting() throws IOException {
    Path part = bench.folder.resolve("file.bin.gz.part");
    try (FileChannel other =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = other.lock()) {
      assertThat(lock.isValid()).isTrue();
      FetchBench.assertFails(bench::fetch, "another download");
    }
  }
}
