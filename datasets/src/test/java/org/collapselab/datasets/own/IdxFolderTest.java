package org.collapselab.datasets.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.collapselab.datasets.DataException;
import org.collapselab.datasets.OwnData;
import org.collapselab.datasets.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFolderTest {
  @TempDir Path dir;

  private void images(String name, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(16 + count * 6);
    bytes.putInt(2051).putInt(count).putInt(2).putInt(3);
    Files.write(dir.resolve(name), bytes.array());
  }

  private void labels(String name, int... labels) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length);
    bytes.putInt(2049).putInt(labels.length);
    for (int label : labels) {
      bytes.put((byte) label);
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(dir.resolve(name)))) {
      out.write(bytes.array());
    }
  }

  @Test
  void pairsAreFoundByTheirNames() throws IOException {
    images("my-train-images-idx3-ubyte", 3);
    labels("my-train-labels-idx1-ubyte.gz", 0, 2, 1);
    OwnData data = OwnFiles.read(OwnSpec.of(dir));
    assertThat(data.train().shape()).isEqualTo(new Shape(1, 2, 3));
    assertThat(data.train().labels()).containsExactly(0, 2, 1);
    assertThat(data.test()).isEmpty();
    images("my-test-images-idx3-ubyte", 1);
    labels("my-test-labels-idx1-ubyte.gz", 3);
    OwnData both = OwnFiles.read(OwnSpec.of(dir));
    assertThat(both.train().classNames()).containsExactly("0", "1", "2", "3");
    assertThat(both.test().orElseThrow().labels()).containsExactly(3);
    assertThat(both.files()).hasSize(4);
    images("other-images-idx3-ubyte", 1);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> OwnFiles.read(OwnSpec.of(dir)))
        .withMessageContaining("has 2 files with idx3 in their names for training");
  }
}
