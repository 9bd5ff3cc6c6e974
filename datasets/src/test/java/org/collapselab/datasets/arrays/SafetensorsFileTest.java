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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files are written by hand from the specification: 8 bytes N little-endian, N bytes of JSON, data.
 */
class SafetensorsFileTest {
  @TempDir Path dir;

  private Path write(String header, byte[] data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json).put(data);
    return Files.write(dir.resolve("a.safetensors"), file.array());
  }

  @Test
  void everyTypeIsRead() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(71).order(ByteOrder.LITTLE_ENDIAN);
    data.putDouble(-1.5).putDouble(Math.PI); // F64 at 0
    data.putFloat(0.1f).putFloat(-2f); // F32 at 16
    data.putShort((short) 0x3c00).putShort((short) 0xc000); // F16 at 24: 1, −2
    data.putShort((short) 0x3f80).putShort((short) 0xc049); // BF16 at 28: 1, −3.140625
    data.putLong(7).putLong(-7); // I64 at 32
    data.putInt(5).putInt(-5); // I32 at 48
    data.putShort((short) -3); // I16 at 56
    data.put((byte) -2); // I8 at 58
    data.putLong(-1); // U64 at 59
    data.putShort((short) -1); // U16 at 67
    data.put((byte) -1).put((byte) 1); // U8 at 69, BOOL at 70
    Path file =
        write(
            """
            {"__metadata__": {"format": "pt"},
             "f64": {"dtype": "F64", "shape": [2], "data_offsets": [0, 16]},
             "f32": {"dtype": "F32", "shape": [1, 2], "data_offsets": [16, 24]},
             "f16": {"dtype": "F16", "shape": [2, 1], "data_offsets": [24, 28]},
             "bf16": {"dtype": "BF16", "shape": [2], "data_offsets": [28, 32]},
             "i64": {"dtype": "I64", "shape": [2], "data_offsets": [32, 48]},
             "i32": {"dtype": "I32", "shape": [2], "data_offsets": [48, 56]},
             "i16": {"dtype": "I16", "shape": [1], "data_offsets": [56, 58]},
             "i8": {"dtype": "I8", "shape": [1], "data_offsets": [58, 59]},
             "u64": {"dtype": "U64", "shape": [1], "data_offsets": [59, 67]},
             "u16": {"dtype": "U16", "shape": [1], "data_offsets": [67, 69]},
             "u8": {"dtype": "U8", "shape": [1], "data_offsets": [69, 70]},
             "bool": {"dtype": "BOOL", "shape": [1], "data_offsets": [70, 71]}}
            """,
            data.array());
    try (ArraySource source = ArrayFiles.open(file)) {
      assertThat(source.names()).hasSize(12).doesNotContain("__metadata__");
      assertThat(source.info("f32").shape()).containsExactly(1L, 2L);
      assertThat(source.whole("f64")).containsExactly(-1.5, Math.PI);
      assertThat(source.whole("f32")).containsExactly(0.1f, -2);
      assertThat(source.whole("f16")).containsExactly(1, -2);
      assertThat(source.whole("bf16")).containsExactly(1, -3.140625);
      assertThat(source.whole("i64")).containsExactly(7, -7);
      assertThat(source.whole("i32")).containsExactly(5, -5);
      assertThat(source.whole("i16")).containsExactly(-3);
      assertThat(source.whole("i8")).containsExactly(-2);
      assertThat(source.whole("u64")).containsExactly(0x1p64);
      assertThat(source.whole("u16")).containsExactly(65_535);
      assertThat(source.whole("u8")).containsExactly(255);
      assertThat(source.whole("bool")).containsExactly(1);
      assertThat(source.files(List.of("f64", "u8"))).containsExactly(file);
    }
  }

  @Test
  void rowsAreReadInBlocks() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(7 * 3 * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 21; i++) {
      data.putDouble(i);
    }
    Path file =
        write(
            "{\"x\": {\"dtype\": \"F64\", \"shape\": [7, 3], \"data_offsets\": [0, 168]}}",
            data.array());
    try (ArraySource source = ArrayFiles.open(file);
        RowReader rows = source.rows("x")) {
      double[] block = new double[10];
      rows.read(block, 3);
      assertThat(block).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8);
      rows.read(block, 2);
      assertThat(block).startsWith(9, 10, 11, 12, 13, 14);
      rows.read(block, 2);
      assertThat(block).startsWith(15, 16, 17, 18, 19, 20);
    }
  }

  /** The file is sparse: it is 3 GB long and takes almost no space. */
  @Test
  void dataBeyondTwoGigabytesAreRead() throws IOException {
    long far = 3L << 30;
    Path file =
        write(
            "{\"x\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [%d, %d]}}"
                .formatted(far, far + 8),
            new byte[0]);
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.seek(out.length() + far);
      out.write(new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0x20, 0x41});
    }
    try (ArraySource source = ArrayFiles.open(file)) {
      assertThat(source.whole("x")).containsExactly(1, 10);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"x": {"dtype": "F64", "shape": [2], "data_offsets": [0, 8]}}         | 'x' has 8 bytes where (2,) of F64 needs 16
          {"x": {"dtype": "F64", "shape": [3], "data_offsets": [0, 24]}}        | was cut off: 'x' ends at byte
          {"x": {"dtype": "F64", "shape": [2], "data_offsets": [-16, 0]}}       | 'x' has 16 bytes where (2,) of F64 needs 16
          {"x": {"dtype": "F8_E4M3", "shape": [2], "data_offsets": [0, 2]}}     | elements of type F8_E4M3; those that are read are F64, F32
          {"x": {"dtype": "F64", "shape": [-2], "data_offsets": [0, 16]}}       | the shape of 'x' is [-2]
          {"x": {"dtype": "F64", "shape": [4294967296, 4294967296], "data_offsets": [0, 16]}} | its size overflows
          {"x": {"shape": [2], "data_offsets": [0, 16]}}                        | 'x' has no dtype, shape and data_offsets
          {"x": 5}                                                              | 'x' has no dtype, shape and data_offsets
          {"x": {"dtype": "F64", "shape": [2], "data_offsets": [0, 16]}         | its header is not JSON
          [1, 2]                                                                | its header is not a JSON object
          {"x": {"dtype": "F64", "shape": [2], "data_offsets": [0, 16]}, "x": {"dtype": "F64", "shape": [2], "data_offsets": [0, 16]}} | Duplicate
          """)
  void damageIsNamed(String header, String message) throws IOException {
    Path file = write(header, new byte[16]);
    assertThatExceptionOfType(ArrayException.class)
        .isThrownBy(() -> ArrayFiles.open(file))
        .withMessageContaining(message);
  }

  @Test
  void aFileOfAnotherKindIsNone() throws IOException {
    for (byte[] content : new byte[][] {{}, {1, 2, 3}, "no tensors at all".getBytes("UTF-8")}) {
      Path file = Files.write(dir.resolve("b.safetensors"), content);
      assertThatExceptionOfType(ArrayException.class)
          .isThrownBy(() -> ArrayFiles.open(file))
          .withMessageContaining("is not a safetensors file");
    }
  }
}
