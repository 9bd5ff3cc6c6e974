package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.collapselab.datasets.DataFile.Part;
import org.junit.jupiter.api.Test;

/** {@code fashion-mnist-10k} and the test part of {@code fashion-mnist} are the same files. */
class SharedFolderTest {
  private static final CatalogEntry WHOLE = Catalog.get("fashion-mnist");
  private static final CatalogEntry TEST_PART = Catalog.get("fashion-mnist-10k");

  @Test
  void theFilesAreThoseOfTheTestPartInTheSameFolder() {
    DataHome home = DataHome.of(Path.of("somewhere"));
    assertThat(home.folder(TEST_PART)).isEqualTo(home.folder(WHOLE));
    assertThat(TEST_PART.files(Part.TRAIN))
        .extracting(DataFile::name, DataFile::sha256, DataFile::byteLength)
        .isEqualTo(
            WHOLE.files(Part.TEST).stream()
                .map(f -> org.assertj.core.groups.Tuple.tuple(f.name(), f.sha256(), f.byteLength()))
                .toList());
    assertThat(TEST_PART.files(Part.TEST)).isEmpty();
    assertThat(TEST_PART.trainSize()).isEqualTo(WHOLE.testSize());
    assertThat(TEST_PART.classNames()).isEqualTo(WHOLE.classNames());
  }
}
