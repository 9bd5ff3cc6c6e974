package org.collapselab.trainer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryKindTest {
  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "config.yaml, RUN",
    "sweep.yaml, SWEEP",
    "search.json, SEARCH",
    "compare.html, COMPARISON",
    "history.csv, NIGHTLY",
    "notes.txt, OTHER",
  })
  void itsFilesTell(String file, DirectoryKind kind) throws IOException {
    Files.writeString(dir.resolve(file), "");
    assertThat(DirectoryKind.of(dir)).isEqualTo(kind);
  }

  @Test
  void aMeasurementLooksLikeARunButForItsProvenance() throws IOException {
    Files.writeString(dir.resolve("provenance.json"), "{\"measured\": {\"run\": \"r\"}}");
    assertThat(DirectoryKind.of(dir)).isEqualTo(DirectoryKind.MEASUREMENT);
    Files.writeString(dir.resolve("config.yaml"), "name: measure");
    assertThat(DirectoryKind.of(dir)).isEqualTo(DirectoryKind.MEASUREMENT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DirectoryKind.RUN.require(dir))
        .withMessageContaining(dir + " is a measurement, not a run; see its report.html");
    Files.writeString(dir.resolve("provenance.json"), "{\"measu");
    assertThat(DirectoryKind.of(dir)).isEqualTo(DirectoryKind.RUN);
  }

  @Test
  void featuresFromFilesAreTheirOwnKind() throws IOException {
    Files.writeString(dir.resolve("features.yaml"), "");
    assertThat(DirectoryKind.of(dir)).isEqualTo(DirectoryKind.OTHER);
    Files.writeString(dir.resolve("provenance.json"), "{}");
    Files.writeString(dir.resolve("summary.json"), "{}");
    assertThat(DirectoryKind.of(dir)).isEqualTo(DirectoryKind.FEATURES);
  }

  @Test
  void anotherKindSaysWhatItIsAndWhatToDo() throws IOException {
    Files.writeString(dir.resolve("sweep.yaml"), "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DirectoryKind.RUN.require(dir))
        .withMessage(
            "%s is a sweep, not a run; continue it with: collapse sweep --resume %s", dir, dir);
    Path missing = dir.resolve("missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DirectoryKind.SWEEP.require(missing))
        .withMessageContaining("does not exist");
  }
}
