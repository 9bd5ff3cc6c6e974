package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.datavec.api.writable.NDArrayWritable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class CifarBinaryRecordReaderTest {
  private static final List<String> CLASSES = Catalog.get("cifar10").classNames();
  private static final int RECORD = 3073;

  /** Record r has label r; its planes are filled with 10r, 10r+1, 10r+2. */
  private static byte[] file(int from, int count) {
    byte[] bytes = new byte[count * RECORD];
    for (int r = 0; r < count; r++) {
      bytes[r * RECORD] = (byte) (from + r);
      for (int plane = 0; plane < 3; plane++) {
        int start = r * RECORD + 1 + plane * 1024;
        Arrays.fill(bytes, start, start + 1024, (byte) (10 * (from + r) + plane));
      }
    }
    return bytes;
  }

  @Test
  void readsSeveralFilesAsOneSequenceOfPlanes() {
    CifarBinaryRecordReader reader = read(file(0, 2), TestFiles.gzip(file(2, 3)));
    Samples samples = Samples.load(reader, new Shape(3, 32, 32), CLASSES);
    assertThat(samples.labels()).containsExactly(0, 1, 2, 3, 4);
    float[] row = new float[samples.dim()];
    samples.copyRow(3, row, 0);
    assertThat(row[0]).isEqualTo(30);
    assertThat(row[1023]).isEqualTo(30);
    assertThat(row[1024]).isEqualTo(31);
    assertThat(row[3071]).isEqualTo(32);
  }

  @Test
  void handsOutChannelsFirst() {
    INDArray image = ((NDArrayWritable) read(file(7, 1)).next().get(0)).get();
    assertThat(image.shape()).containsExactly(1, 3, 32, 32);
    assertThat(image.getFloat(0, 2, 31, 31)).isEqualTo(72);
  }

  @Test
  void namesAFileThatIsCutOffOrEmpty() {
    for (int length : new int[] {0, 1, RECORD - 1, 2 * RECORD - 1}) {
      assertThatThrownBy(() -> read(file(0, 1), Arrays.copyOf(file(0, 2), length)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("file 1 has " + length + " bytes");
    }
  }

  @Test
  void rejectsALabelBeyondTheClasses() {
    assertThatThrownBy(() -> read(file(8, 3)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("record 2")
        .hasMessageContaining("label 10");
  }

  private static CifarBinaryRecordReader read(byte[]... files) {
    CifarBinaryRecordReader reader = new CifarBinaryRecordReader(CLASSES);
    NamedSource[] sources = new NamedSource[files.length];
    Arrays.setAll(sources, i -> NamedSource.of("file " + i, files[i]));
    reader.load(List.of(sources));
    return reader;
  }
}
