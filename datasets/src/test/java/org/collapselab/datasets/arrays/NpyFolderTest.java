package org.collapselab.datasets.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.collapselab.datasets.testing.Python;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are written by hand from the specification of the format. */
class NpyFolderTest {
  @TempDir Path dir;

  private static byte[] head(int version, String dictionary) {
    byte[] text = (dictionary + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer head = ByteBuffer.allocate(8 + (version == 1 ? 2 : 4) + text.length);
    head.order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    head.put((byte) version).put((byte) 0);
    if (version == 1) {
      head.putShort((short) text.length);
    } else {
      head.putInt(text.length);
    }
    return head.put(text).array();
  }

  private void write(String name, byte[] head, ByteBuffer elements) throws IOException {
    byte[] file = new byte[head.length + elements.capacity()];
    System.arraycopy(head, 0, file, 0, head.length);
    System.arraycopy(elements.array(), 0, file, head.length, elements.capacity());
    Path path = dir.resolve(name + ".npy");
    Files.createDirectories(path.getParent());
    Files.write(path, file);
  }

  private double[] read(String name) {
    try (ArraySource source = ArrayFiles.open(dir)) {
      return source.whole(name);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyVersionIsRead(int version) throws IOException {
    byte[] head = head(version, "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }");
    ByteBuffer elements = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    write("features/x", head, elements.putFloat(1).putFloat(2).putFloat(3).putFloat(0.5f));
    assertThat(read("features/x")).containsExactly(1, 2, 3, 0.5);
  }

  @Test
  void bigEndianIsRead() throws IOException {
    byte[] head = head(1, "{'descr': '>f8', 'fortran_order': False, 'shape': (2,), }");
    write("x", head, ByteBuffer.allocate(16).putDouble(0.1).putDouble(-3));
    assertThat(read("x")).containsExactly(0.1, -3);
  }

  @Test
  void fortranOrderComesOutInCOrder() throws IOException {
    byte[] head = head(1, "{'descr': '<i2', 'fortran_order': True, 'shape': (2, 3, 2), }");
    ByteBuffer elements = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    for (int c = 0; c < 2; c++) {
      for (int b = 0; b < 3; b++) {
        for (int a = 0; a < 2; a++) {
          elements.putShort((short) (100 * a + 10 * b + c));
        }
      }
    }
    write("x", head, elements);
    assertThat(read("x")).containsExactly(0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121);
    try (ArraySource source = ArrayFiles.open(dir);
        RowReader rows = source.rows("x")) {
      double[] row = new double[6];
      rows.read(row, 1);
      rows.read(row, 1);
      assertThat(row).containsExactly(100, 101, 110, 111, 120, 121);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {'descr': '|O', 'fortran_order': False, 'shape': (1,), }   ; holds Python objects
          {'descr': '|V2', 'fortran_order': False, 'shape': (4,), }  ; if these are bfloat16, write array.astype
          {'descr': '<c8', 'fortran_order': False, 'shape': (1,), }  ; elements of type '<c8' cannot be read
          {'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), } ; no usable 'descr'
          {'descr': '<f8', 'fortran_order': False, 'shape': (2,), }  ; it has 8 bytes of elements where (2,) of F64 needs 16
          {'descr': '<f8', 'shape': (1,), }                          ; no usable 'fortran_order'
          {'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), } ; is no length of an axis
          """,
      quoteCharacter = '`')
  void whatCannotBeReadIsNamed(String dictionary, String message) throws IOException {
    write("x", head(1, dictionary), ByteBuffer.allocate(8));
    assertThatExceptionOfType(ArrayException.class)
        .isThrownBy(() -> read("x"))
        .withMessageContaining(message)
        .withMessageContaining("x.npy");
  }

  @Test
  void aFileOfAnotherKindIsNone() throws IOException {
    Files.writeString(dir.resolve("x.npy"), "not an array");
    assertThatExceptionOfType(ArrayException.class)
        .isThrownBy(() -> read("x"))
        .withMessageEndingWith("x.npy is not a .npy file");
    Files.write(dir.resolve("x.npy"), head(4, "{}"));
    assertThatExceptionOfType(ArrayException.class)
        .isThrownBy(() -> read("x"))
        .withMessageContaining("version 4");
    Files.write(dir.resolve("x.npy"), new byte[] {(byte) 0x80, 4, 'x', 'x', 'x', 'x', 'x'});
    assertThatExceptionOfType(ArrayException.class)
        .isThrownBy(() -> read("x"))
        .withMessageContaining("is a pickle")
        .withMessageContaining("save_file");
  }

  /** The file is sparse: it has 2.2 GB of length and takes almost no space. */
  @Test
  @Tag("nightly")
  void rowsBeyondTwoGigabytesAreRead() throws IOException {
    long rows = 1 << 19;
    byte[] head =
        head(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, 1056), }".formatted(rows));
    Path file = dir.resolve("x.npy");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(head);
      out.setLength(head.length + rows * 1056 * 4);
      out.seek(head.length + (rows * 1056 - 1) * 4);
      out.write(new byte[] {0, 0, 0x20, 0x41}); // 10
    }
    try (ArraySource source = ArrayFiles.open(dir);
        RowReader reader = source.rows("x")) {
      assertThat(source.info("x").rows()).isEqualTo(rows);
      double[] block = new double[2048 * 1056];
      for (long row = 0; row < rows; row += 2048) {
        reader.read(block, 2048);
      }
      assertThat(block[block.length - 1]).isEqualTo(10);
    }
    assertThatExceptionOfType(ArrayException.class)
        .isThrownBy(() -> read("x"))
        .withMessageContaining("x of shape (524288, 1056)");
  }

  @Test
  void numPyWritesWhatIsRead() throws IOException, InterruptedException {
    Python.with("numpy")
        .run(
            dir,
            """
            import numpy as np
            a = np.arange(65536, dtype='<u2')
            half = a.view('<f2')[np.isfinite(a.view('<f2'))]
            np.save('half.npy', half); np.save('double.npy', half.astype('f8'))
            x = np.random.default_rng(3).normal(size=(5, 2, 3, 4))
            np.save('c.npy', x); np.save('f.npy', np.asfortranarray(x)); np.save('b.npy', x.astype('>f8'))
            np.savez('plain.npz', **{'features/a:post': x, 'weights/w': np.asfortranarray(x[0, 0])})
            np.savez_compressed('packed.npz', **{'features/a:post': x, 'weights/w': x[0, 0]})
            """);
    assertThat(read("half")).hasSizeGreaterThan(63_000).isEqualTo(read("double"));
    double[] c = read("c");
    assertThat(read("f")).isEqualTo(c);
    assertThat(read("b")).isEqualTo(c);
    for (String name : new String[] {"plain.npz", "packed.npz"}) {
      try (ArraySource source = ArrayFiles.open(dir.resolve(name))) {
        assertThat(source.names()).containsExactly("features/a:post", "weights/w");
        assertThat(source.whole("features/a:post")).isEqualTo(c);
        assertThat(source.whole("weights/w")).isEqualTo(Arrays.copyOf(c, 12));
      }
    }
  }
}
