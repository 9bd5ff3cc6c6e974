package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.collapselab.datasets.DataFile.Part;
import org.collapselab.datasets.Mirror.GzipFolder;

/** A loopback server, a data directory for the set "tiny" with one file, and a fetcher between. */
final class FetchBench implements AutoCloseable {
  static final byte[] CONTENT = noise(300_000);
  static final byte[] GZIP = TestFiles.gzip(CONTENT);
  static final DataFile FILE =
      new DataFile("file.bin", Part.TRAIN, CONTENT.length, Digests.hex(CONTENT));

  final LoopbackServer server = new LoopbackServer(LoopbackServer.ranges(GZIP));
  final List<Long> reported = new ArrayList<>();
  final List<Long> totals = new ArrayList<>();
  final Path folder;
  private final Path dir;

  FetchBench(Path dir) throws IOException {
    this.dir = dir;
    this.folder = Files.createDirectory(dir.resolve("tiny"));
  }

  static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  void fetch() {
    fetch(set());
  }

  void fetch(CatalogEntry set) {
    new Fetcher(DataHome.of(dir), this::record).fetch(set);
  }

  void record(String address, long done, long total) {
    reported.add(done);
    totals.add(total);
  }

  CatalogEntry set(URI... mirrors) {
    URI[] uris = mirrors.length == 0 ? new URI[] {server.uri("/")} : mirrors;
    return TestSets.of(Stream.of(uris).<Mirror>map(GzipFolder::new).toList(), FILE);
  }

  void writePart(byte[] content) throws IOException {
    Files.write(folder.resolve("file.bin.gz.part"), content);
  }

  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  static void assertFails(ThrowingCallable action, String... messageParts) {
    assertThatThrownBy(action)
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(messageParts);
  }

  @Override
  public void close() {
    server.close();
  }
}
