package org.collapselab.datasets;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.collapselab.datasets.DataFile.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files by the thousand, always the same ones. A reader may refuse with the exception that
 * users see, or read what is there; it may not do anything else, nor take long.
 */
@Timeout(value = 120, unit = SECONDS)
class DamagedFilesTest {
  private static final int FILES = 3000;
  private static final int IMAGES = 5;
  private static final byte[] PIXELS =
      TestFiles.idx(TestFiles.ramp(IMAGES * 12), 2051, IMAGES, 4, 3);
  private static final byte[] LABELS = TestFiles.idx(new byte[] {0, 1, 2, 3, 4}, 2049, IMAGES);
  private static final List<String> CLASSES = List.of("a", "b", "c", "d", "e");

  @TempDir Path dir;

  @Test
  void idxFilesAreRefusedOrReadAsTheyAre() {
    Mutations mutations = new Mutations(1);
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] pixels = i % 2 == 0 ? mutations.of(PIXELS) : PIXELS;
      byte[] labels = i % 2 == 0 ? LABELS : mutations.of(LABELS);
      try (IdxRecordReader reader = new IdxRecordReader(CLASSES)) {
        reader.load(sources(maybeGzip(pixels, i), maybeGzip(labels, i)));
        LabeledImages images = reader.images();
        assertThat(images.pixels).hasSize(images.labels.length * images.shape.dim());
        assertThat(Arrays.stream(images.labels)).allMatch(l -> l >= 0 && l < CLASSES.size());
      } catch (DataException e) {
        assertThat(e).hasMessageMatching("(?s).*(first|second|label).*");
        refused++;
      }
    }
    assertThat(refused).isBetween(FILES / 2, FILES - 1);
  }

  @Test
  void cifarFilesAreRefusedOrReadAsTheyAre() {
    byte[] sound = new byte[2 * 3073];
    Mutations mutations = new Mutations(2);
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      try (CifarBinaryRecordReader reader = new CifarBinaryRecordReader(CLASSES)) {
        reader.load(List.of(NamedSource.of("first", maybeGzip(mutations.of(sound), i))));
        assertThat(reader.images().labels.length * 3072).isEqualTo(reader.images().pixels.length);
      } catch (DataException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(FILES / 4, FILES - 1);
  }

  @Test
  void aPinnedFileIsThatFileOrDamaged() throws IOException {
    byte[] sound = TestFiles.ramp(2000);
    DataFile file = new DataFile("a.bin", Part.TRAIN, sound.length, Digests.hex(sound));
    Mutations mutations = new Mutations(3);
    for (int i = 0; i < FILES; i++) {
      byte[] stored = mutations.of(i % 2 == 0 ? sound : TestFiles.gzip(sound));
      CheckedContent content = CheckedContent.read(NamedSource.of("a.bin", stored), file);
      if (content.damage().isEmpty()) {
        assertThat(content.bytes()).isEqualTo(sound);
      }
    }
  }

  @Test
  void archivesGiveTheListedFilesOrFail() throws IOException {
    byte[] sound = TestFiles.ramp(900);
    DataFile file = new DataFile("a.bin", Part.TRAIN, sound.length, Digests.hex(sound));
    Mirror.TarGz mirror =
        new Mirror.TarGz(
            java.net.URI.create("https://example.org/a.tar.gz"),
            Map.of("set/a.bin", "a.bin"),
            Mirror.EntryForm.AS_IS);
    byte[] tar = TestFiles.tar(Map.of("set/a.bin", sound));
    Mutations mutations = new Mutations(4);
    int failed = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] archive =
          i % 2 == 0 ? mutations.of(TestFiles.gzip(tar)) : TestFiles.gzip(mutations.of(tar));
      Path path = Files.write(dir.resolve("archive"), archive);
      try {
        new TarGzExtractor(mirror, List.of(file))
            .extract(path, 1 << 20, (f, content) -> assertThat(content).isEqualTo(sound));
      } catch (MirrorFailure e) {
        failed++;
      }
    }
    assertThat(failed).isBetween(FILES / 4, FILES - 1);
    try (var files = Files.list(dir)) {
      assertThat(files).hasSize(1);
    }
  }

  /** 300 MB of zeros in 300 KB; the file should have had 1,000 bytes. */
  @Test
  void aGzipBombIsLeftAlone() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        gzip.write(zeros);
      }
    }
    DataFile file = new DataFile("a.bin", Part.TRAIN, 1000, "0".repeat(64));
    CheckedContent content = CheckedContent.read(NamedSource.of("a.bin", out.toByteArray()), file);
    assertThat(content.damage()).hasValueSatisfying(w -> assertThat(w).contains("more than 67"));
  }

  /** A header may claim 2 GiB; memory is only taken for bytes that are there. */
  @Test
  void aFalseHeaderClaimsNoMemory() {
    byte[] claim = TestFiles.idx(new byte[10], 2051, 500, 2000, 2000);
    try {
      IdxFormat.read(sources(claim, LABELS));
      throw new AssertionError("expected a refusal");
    } catch (DataException e) {
      assertThat(e).hasMessageContaining("first is cut off");
    }
  }

  private static byte[] maybeGzip(byte[] bytes, int i) {
    return i % 3 == 0 ? TestFiles.gzip(bytes) : bytes;
  }

  private static List<NamedSource> sources(byte[] first, byte[] second) {
    return List.of(NamedSource.of("first", first), NamedSource.of("second", second));
  }
}
