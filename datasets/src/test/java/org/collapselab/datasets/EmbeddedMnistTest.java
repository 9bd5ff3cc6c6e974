package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.collapselab.datasets.DataFile.Part;
import org.collapselab.datasets.FileStatus.State;
import org.junit.jupiter.api.Test;

class EmbeddedMnistTest {
  private static final CatalogEntry SET = Catalog.get("mnist-10k");
  private static final DataHome NOWHERE = DataHome.of(Path.of("no-such-directory"));

  @Test
  void needsNoDataDirectory() {
    assertThat(NOWHERE.verify(SET))
        .extracting(FileStatus::state)
        .containsExactly(State.PRESENT, State.PRESENT);
    assertThat(NOWHERE.list()).containsExactly("mnist-10k");
  }

  @Test
  void hasTheClassCountsOfTheFirstTenThousandTrainingImages() {
    Samples samples = DataSource.load(SET, Part.TRAIN, NOWHERE);
    assertThat(samples.size()).isEqualTo(10_000);
    assertThat(samples.classCounts())
        .containsExactly(1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978);
  }

  @Test
  void isStoredInUnderTwoMegabytesWithoutNameOrTime() throws IOException {
    int total = 0;
    for (DataFile file : SET.files()) {
      byte[] stored = resource("mnist-10k/" + file.name() + ".gz");
      total += stored.length;
      // Magic, deflate, no flags (so no name), time stamp 0.
      assertThat(Arrays.copyOf(stored, 8)).containsExactly(0x1f, 0x8b, 8, 0, 0, 0, 0, 0);
    }
    assertThat(total).isLessThan(2_000_000);
  }

  @Test
  void statesItsHashesInTheNotice() throws IOException {
    String notice = new String(resource("mnist-10k/NOTICE.txt"), StandardCharsets.UTF_8);
    for (DataFile file : SET.files()) {
      assertThat(notice).contains(file.sha256()).contains(String.valueOf(file.byteLength()));
    }
  }

  @Test
  void equalsTheFirstTenThousandRecordsOfMnistInOrder() throws IOException {
    DataHome full = SharedData.homeWith("mnist");
    List<DataFile> mnist = Catalog.get("mnist").files(Part.TRAIN);
    for (int i = 0; i < 2; i++) {
      byte[] embedded = content(NOWHERE.read(SET, SET.files().get(i)));
      byte[] original = content(full.read(Catalog.get("mnist"), mnist.get(i)));
      int header = i == 0 ? 16 : 8;
      assertThat(Arrays.copyOfRange(embedded, header, embedded.length))
          .isEqualTo(Arrays.copyOfRange(original, header, embedded.length));
    }
  }

  private static byte[] content(NamedSource source) throws IOException {
    try (InputStream in = source.open()) {
      return in.readAllBytes();
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = DataHome.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
