package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.datavec.api.records.Record;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.datavec.api.writable.batch.NDArrayRecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class IdxRecordReaderTest {
  private static final List<String> CLASSES = List.of("zero", "one", "two");
  private static final int N = 5;
  // 5 images of 2×3 pixels: 0, 1, …, 29; shifted so that some bytes are above 127.
  private static final byte[] IMAGES = TestFiles.idx(bytes(230, 30), 2051, N, 2, 3);
  private static final byte[] LABELS = TestFiles.idx(new byte[] {2, 0, 1, 1, 0}, 2049, N);

  @TempDir Path dir;

  private static byte[] bytes(int from, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (from + i % 26);
    }
    return bytes;
  }

  @Test
  void handsOutRecordsAsDataVecsImageReadersDo() throws Exception {
    IdxRecordReader reader = reader(IMAGES, LABELS);
    List<Writable> first = reader.next();
    INDArray image = ((NDArrayWritable) first.get(0)).get();
    assertThat(image.shape()).containsExactly(1, 1, 2, 3);
    assertThat(image.ravel().toFloatVector()).containsExactly(230, 231, 232, 233, 234, 235);
    assertThat(first.get(1).toInt()).isEqualTo(2);
    assertThat(reader.getLabels()).isEqualTo(CLASSES);
  }

  @Test
  void handsOutBatchesWithOneHotLabelsAndASmallerLastOne() throws Exception {
    IdxRecordReader reader = reader(IMAGES, LABELS);
    assertThat(reader.batchesSupported()).isTrue();
    List<INDArray> batch = ((NDArrayRecordBatch) reader.next(3)).getArrays();
    assertThat(batch.get(0).shape()).containsExactly(3, 1, 2, 3);
    assertThat(batch.get(1).ravel().toFloatVector()).containsExactly(0, 0, 1, 1, 0, 0, 0, 1, 0);
    assertThat(reader.next(3)).hasSize(2);
    assertThat(reader.hasNext()).isFalse();
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(reader::next);
    reader.reset();
    assertThat(reader.next(100)).hasSize(N);
  }

  @Test
  void acceptsTheFilesInEitherOrderAndGzipped() throws Exception {
    Samples expected = Samples.load(reader(IMAGES, LABELS), new Shape(1, 2, 3), CLASSES);
    Samples swapped =
        Samples.load(reader(TestFiles.gzip(LABELS), IMAGES), new Shape(1, 2, 3), CLASSES);
    assertThat(swapped.labels()).isEqualTo(expected.labels()).containsExactly(2, 0, 1, 1, 0);
  }

  @Test
  void initializesFromADirectorySplit() throws Exception {
    Files.write(dir.resolve("train-images"), IMAGES);
    Files.write(dir.resolve("train-labels"), LABELS);
    IdxRecordReader reader = new IdxRecordReader(CLASSES);
    reader.initialize(new FileSplit(new File(dir.toString())));
    assertThat(reader.next(N)).hasSize(N);
  }

  @Test
  void loadsRecordsAgainFromTheirMetaData() throws Exception {
    IdxRecordReader reader = reader(IMAGES, LABELS);
    reader.next();
    Record second = reader.nextRecord();
    assertThat(reader.loadFromMetaData(second.getMetaData()).getRecord())
        .isEqualTo(second.getRecord());
    assertThat(second.getRecord().get(1).toInt()).isZero();
  }

  static Stream<Arguments> damagedFiles() {
    byte[] body = bytes(0, 30);
    return Stream.of(
        Arguments.of(
            "magic", TestFiles.idx(body, 2052, N, 2, 3), LABELS, "first is not .*00000804 instead"),
        Arguments.of("cut off", Arrays.copyOf(IMAGES, 40), LABELS, "first is cut off"),
        Arguments.of("cut header", Arrays.copyOf(IMAGES, 9), LABELS, "first is cut off"),
        Arguments.of("empty", new byte[0], LABELS, "first is cut off"),
        Arguments.of("trailing", Arrays.copyOf(IMAGES, 47), LABELS, "first has extra bytes"),
        Arguments.of("side", TestFiles.idx(body, 2051, 1, 5000, 1), LABELS, "first.*5000"),
        Arguments.of("zero side", TestFiles.idx(body, 2051, 5, 0, 6), LABELS, "first.*0×6"),
        Arguments.of(
            "absurd count",
            TestFiles.idx(body, 2051, Integer.MAX_VALUE, 4096, 4096),
            LABELS,
            "first announces 2147483647"),
        Arguments.of(
            "false count", TestFiles.idx(body, 2051, 70_000_000, 5, 6), LABELS, "first is cut off"),
        Arguments.of("negative", TestFiles.idx(body, 2051, -1, 2, 3), LABELS, "first announces -1"),
        Arguments.of("counts", IMAGES, TestFiles.idx(new byte[4], 2049, 4), "5 images.*4 labels"),
        Arguments.of(
            "label", IMAGES, TestFiles.idx(new byte[] {0, 1, 3, 0, 0}, 2049, N), "label 3"),
        Arguments.of("two images", IMAGES, IMAGES, "both hold images"),
        Arguments.of("two labels", LABELS, LABELS, "both hold labels"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damagedFiles")
  void namesTheFileAndTheDamage(String name, byte[] first, byte[] second, String message) {
    String pattern = "(?s).*" + message + ".*";
    assertThatThrownBy(() -> reader(first, second))
        .isInstanceOf(DataException.class)
        .hasMessageMatching(pattern);
  }

  @Test
  void needsExactlyTwoFilesAndClassNames() throws IOException {
    Path file = Files.write(dir.resolve("only"), IMAGES);
    IdxRecordReader reader = new IdxRecordReader(CLASSES);
    assertThatThrownBy(() -> reader.initialize(new FileSplit(file.toFile())))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("exactly two files");
    assertThatIllegalArgumentException().isThrownBy(() -> new IdxRecordReader(List.of()));
  }

  private IdxRecordReader reader(byte[] first, byte[] second) throws Exception {
    List<URI> files =
        List.of(
            Files.write(dir.resolve("first"), first).toUri(),
            Files.write(dir.resolve("second"), second).toUri());
    IdxRecordReader reader = new IdxRecordReader(CLASSES);
    reader.initialize(new CollectionInputSplit(files));
    return reader;
  }
}
