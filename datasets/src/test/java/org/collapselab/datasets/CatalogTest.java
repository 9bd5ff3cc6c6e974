package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.collapselab.datasets.DataFile.Part;
import org.collapselab.datasets.Mirror.TarGz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogTest {
  static Stream<CatalogEntry> sets() {
    return Catalog.all().stream();
  }

  @Test
  void listsTheSetsWithTheEmbeddedOneFirst() {
    assertThat(Catalog.all())
        .extracting(CatalogEntry::name)
        .containsExactly(
            "mnist-10k",
            "mnist",
            "fashion-mnist",
            "fashion-mnist-10k",
            "cifar10",
            "california-housing");
  }

  @Test
  void namesTheKnownSetsWhenAskedForAnUnknownOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Catalog.get("minst"))
        .withMessageContaining("'minst'")
        .withMessageContaining("fashion-mnist");
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyFileHasAHashAndEveryMirrorIsHttps(CatalogEntry set) {
    assertThat(set.files()).allMatch(file -> file.sha256().matches("[0-9a-f]{64}"));
    assertThat(set.mirrors()).allMatch(mirror -> mirror.uri().getScheme().equals("https"));
    assertThat(set.mirrors().isEmpty()).isEqualTo(set.embedded());
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everySetHasEitherATestPartOrADefaultHoldout(CatalogEntry set) {
    assertThat(set.hasTestPart()).isEqualTo(!set.files(Part.TEST).isEmpty());
    assertThat(set.defaultHoldout() > 0).isEqualTo(!set.hasTestPart());
  }

  @ParameterizedTest
  @MethodSource("sets")
  void archivesHoldExactlyTheFilesOfTheirSet(CatalogEntry set) {
    List<String> names = set.files().stream().map(DataFile::name).toList();
    for (Mirror mirror : set.mirrors()) {
      if (mirror instanceof TarGz archive) {
        assertThat(archive.entries().values()).containsExactlyInAnyOrderElementsOf(names);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void fileLengthsFollowFromFormatAndSampleCounts(CatalogEntry set) {
    for (Part part : Part.values()) {
      long samples = part == Part.TRAIN ? set.trainSize() : set.testSize();
      long bytes = set.files(part).stream().mapToLong(DataFile::byteLength).sum();
      switch (set.format()) {
        case IDX ->
            assertThat(bytes).isEqualTo(samples == 0 ? 0 : 24 + samples * (1 + set.shape().dim()));
        case CIFAR_BINARY -> assertThat(bytes).isEqualTo(samples * (1 + set.shape().dim()));
        case CALIFORNIA_HOUSING ->
            assertThat(set.files(part).size()).isEqualTo(samples > 0 ? 1 : 0);
      }
    }
  }
}
