package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.collapselab.datasets.DataFile.Part;
import org.collapselab.datasets.FileStatus.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataHomeTest {
  private static final byte[] CONTENT = TestFiles.ramp(5000);
  private static final DataFile FILE =
      new DataFile("file.bin", Part.TRAIN, CONTENT.length, Digests.hex(CONTENT));
  private static final CatalogEntry SET = TestSets.of(FILE);

  @TempDir Path dir;

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectory(dir.resolve("tiny"));
  }

  @Test
  void prefersTheExplicitDirectoryThenTheEnvironmentThenTheUsersCache() {
    Map<String, String> environment = Map.of("COLLAPSE_DATA", "/env");
    Path user = Path.of("/home/u");
    assertThat(DataHome.resolve(Optional.of(Path.of("/arg")), environment, user).dir())
        .isEqualTo(Path.of("/arg"));
    assertThat(DataHome.resolve(Optional.empty(), environment, user).dir())
        .isEqualTo(Path.of("/env"));
    assertThat(DataHome.resolve(Optional.empty(), Map.of("COLLAPSE_DATA", " "), user).dir())
        .isEqualTo(Path.of("/home/u/.cache/collapselab"));
  }

  @Test
  void reportsAMissingFileWithThePathWhereItBelongs() {
    FileStatus status = verify();
    assertThat(status.state()).isEqualTo(State.MISSING);
    assertThat(status.location()).isEqualTo(dir.resolve("tiny/file.bin").toString());
    assertThat(status.actualSha256()).isEmpty();
    assertThatThrownBy(this::read)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("file.bin")
        .hasMessageContaining("fetch the set");
  }

  @Test
  void acceptsPlainAndGzippedFiles() throws IOException {
    store("file.bin.gz", TestFiles.gzip(CONTENT));
    assertThat(verify().state()).isEqualTo(State.PRESENT);
    assertThat(read()).isEqualTo(CONTENT);
    store("file.bin", CONTENT);
    assertThat(verify().location()).endsWith("file.bin");
    assertThat(read()).isEqualTo(CONTENT);
  }

  @Test
  void reportsBothHashesOfAChangedFile() throws IOException {
    byte[] changed = CONTENT.clone();
    changed[4321] ^= 1;
    store("file.bin", changed);
    FileStatus status = verify();
    assertThat(status.state()).isEqualTo(State.CORRUPT);
    assertThat(status.actualSha256()).contains(Digests.hex(changed));
    assertThat(status.damage().orElseThrow()).contains(FILE.sha256(), Digests.hex(changed));
  }

  @Test
  void reportsShortAndLongFilesByLength() throws IOException {
    store("file.bin", TestFiles.ramp(4999));
    assertThat(verify().damage().orElseThrow()).contains("4999 bytes").contains("5000");
    store("file.bin", TestFiles.ramp(5001));
    assertThat(verify().damage().orElseThrow()).contains("5001 bytes");
    assertThat(verify().actualSha256()).contains(Digests.hex(TestFiles.ramp(5001)));
  }

  @Test
  void reportsCutOffAndGarbledGzipFilesAsCorrupt() throws IOException {
    byte[] gzip = TestFiles.gzip(CONTENT);
    store("file.bin.gz", Arrays.copyOf(gzip, gzip.length / 2));
    assertThat(verify().damage().orElseThrow()).contains("cut off");
    gzip[gzip.length - 6] ^= 1; // CRC
    store("file.bin.gz", gzip);
    assertThat(verify().state()).isEqualTo(State.CORRUPT);
  }

  @Test
  void neverHandsOutACorruptFile() throws IOException {
    store("file.bin", TestFiles.ramp(4999));
    assertThatThrownBy(this::read)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("file.bin")
        .hasMessageContaining("delete it and fetch");
  }

  @Test
  void neverReadsAPartFile() throws IOException {
    store("file.bin.gz.part", TestFiles.gzip(CONTENT));
    assertThat(verify().state()).isEqualTo(State.MISSING);
  }

  private FileStatus verify() {
    return DataHome.of(dir).verify(SET).get(0);
  }

  private byte[] read() throws IOException {
    try (var in = DataHome.of(dir).read(SET, FILE).open()) {
      return in.readAllBytes();
    }
  }

  private void store(String name, byte[] content) throws IOException {
    Files.write(dir.resolve("tiny").resolve(name), content);
  }
}
