package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.collapselab.datasets.DataFile.Part;
import org.collapselab.datasets.Mirror.EntryForm;
import org.collapselab.datasets.Mirror.TarGz;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarGzFetchTest {
  private static final byte[] A = TestFiles.ramp(70_000);
  private static final byte[] B = TestFiles.ramp(1_234);
  private static final DataFile FILE_A =
      new DataFile("a.bin", Part.TRAIN, A.length, Digests.hex(A));
  private static final DataFile FILE_B = new DataFile("b.bin", Part.TEST, B.length, Digests.hex(B));

  private final LoopbackServer server = new LoopbackServer(LoopbackServer.status(500));
  @TempDir Path dir;

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void storesTheListedFilesAndDropsTheArchive() throws IOException {
    serve(Map.of("set/a.bin", A, "set/b.bin", B));
    fetch();
    assertThat(stored()).containsExactly("tiny/a.bin", "tiny/b.bin");
    assertThat(Files.readAllBytes(dir.resolve("tiny/a.bin"))).isEqualTo(A);
  }

  @Test
  void writesNothingThatIsNotListedByItsExactName() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("../evil", B);
    entries.put("/tmp-evil", B);
    entries.put("set/../set/b.bin", A);
    entries.put("a.bin", B);
    entries.put("set/a.bin", A);
    entries.put("set/b.bin", B);
    entries.put("set/readme.html", B);
    serve(entries);
    fetch();
    assertThat(stored()).containsExactly("tiny/a.bin", "tiny/b.bin");
    assertThat(dir.resolveSibling("evil")).doesNotExist();
  }

  @Test
  void doesNotTakeALinkForAFile() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      TarArchiveEntry link = new TarArchiveEntry("set/a.bin", TarConstants.LF_SYMLINK);
      link.setLinkName("/etc/hostname");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
    }
    serveTar(out.toByteArray());
    assertFails("lacks", "a.bin");
    assertThat(stored()).isEmpty();
  }

  @Test
  void namesTheFilesThatTheArchiveLacksAndKeepsTheVerifiedOnes() throws IOException {
    serve(Map.of("set/a.bin", A));
    assertFails("lacks", "b.bin");
    assertThat(stored()).containsExactly("tiny/a.bin");
  }

  @Test
  void rejectsAnEntryWithOtherContent() throws IOException {
    byte[] other = B.clone();
    other[0] ^= 1;
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("set/a.bin", A);
    entries.put("set/b.bin", other);
    serve(entries);
    assertFails("set/b.bin", Digests.hex(other));
    assertThat(stored()).containsExactly("tiny/a.bin");
  }

  @Test
  void rejectsAnEntryThatIsTooLongWithoutReadingIt() throws IOException {
    serve(Map.of("set/b.bin", new byte[B.length + (1 << 16) + 1]));
    assertFails("too many for b.bin");
  }

  @Test
  void rejectsAnArchiveThatUnpacksToTooMuch() throws IOException {
    serve(Map.of("padding", new byte[20 << 20]));
    assertFails("unpacks to more than");
    assertThat(stored()).isEmpty();
  }

  @Test
  void rejectsGarbage() throws IOException {
    server.answer(LoopbackServer.whole(TestFiles.gzip(TestFiles.ramp(5_000))));
    assertFails("archive");
    assertThat(stored()).isEmpty();
  }

  @Test
  void resumesACutOffArchive() throws IOException {
    byte[] archive = TestFiles.gzip(TestFiles.tar(Map.of("set/a.bin", A, "set/b.bin", B)));
    server.answer(LoopbackServer.cutOff(archive, archive.length / 2));
    assertFails("cut off");
    assertThat(stored()).containsExactly("tiny/tiny.tar.gz.part");
    server.answer(LoopbackServer.ranges(archive));
    fetch();
    assertThat(server.requests()).last().asString().contains("bytes=");
    assertThat(stored()).containsExactly("tiny/a.bin", "tiny/b.bin");
  }

  @Test
  void turnsCalHousingDataIntoItsCsv() throws IOException {
    String rows = "-122.23,37.88,41,880,129,322,126,8.3252,452600";
    byte[] csv = CaliforniaHousing.toCsv(ascii(rows + "\n"));
    DataFile file = new DataFile("cal.csv", Part.TRAIN, csv.length, Digests.hex(csv));
    serve(Map.of("set/cal.data", ascii(rows + "\r\n")));
    TarGz mirror =
        new TarGz(
            server.uri("/x.tgz"), Map.of("set/cal.data", "cal.csv"), EntryForm.CAL_HOUSING_DATA);
    new Fetcher(DataHome.of(dir), (address, done, total) -> {})
        .fetch(TestSets.of(List.of(mirror), file));
    assertThat(Files.readAllLines(dir.resolve("tiny/cal.csv")))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("longitude,latitude,");
    assertThat(Files.readAllBytes(dir.resolve("tiny/cal.csv"))).isEqualTo(csv);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void serve(Map<String, byte[]> entries) {
    serveTar(TestFiles.tar(entries));
  }

  private void serveTar(byte[] tar) {
    server.answer(LoopbackServer.ranges(TestFiles.gzip(tar)));
  }

  private void fetch() {
    Map<String, String> entries = Map.of("set/a.bin", "a.bin", "set/b.bin", "b.bin");
    TarGz mirror = new TarGz(server.uri("/x.tar.gz"), entries, EntryForm.AS_IS);
    new Fetcher(DataHome.of(dir), (address, done, total) -> {})
        .fetch(TestSets.of(List.of(mirror), FILE_A, FILE_B));
  }

  private List<String> stored() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return files
          .filter(Files::isRegularFile)
          .map(path -> dir.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  private void assertFails(String... messageParts) {
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(messageParts);
  }
}
