package org.collapselab.reports.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are decoded by a reader of TFRecord and protocol buffers that shares no code with them. */
class EventFileTest {
  @TempDir Path dir;

  @Test
  void aFileBeginsLikeThoseOfTensorFlowWithItsVersion() throws IOException {
    EventFile.create(dir.resolve("e"), 1.5).close();
    byte[] file = Files.readAllBytes(dir.resolve("e"));
    assertThat(file).startsWith(0x18, 0, 0, 0, 0, 0, 0, 0, 0xa3, 0x7f, 0x4b, 0x22, 0x09);
    assertThat(records(file)).hasSize(1);
    Map<Integer, Object> event = fields(ByteBuffer.wrap(records(file).get(0)));
    assertThat(event.get(1)).isEqualTo(1.5);
    assertThat(text(event.get(3))).isEqualTo("brain.Event:2");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1.25, -3e30, 1e-30, Double.NaN, Double.POSITIVE_INFINITY, 1e300})
  void scalarsComeBackInSinglePrecision(double value) throws IOException {
    try (EventFile events = EventFile.create(dir.resolve("e"), 0)) {
      events.scalar(1.7e9 + 0.25, 426_000_000_000L, "train/fc4/post/nc1_trace_ratio", value);
    }
    Map<Integer, Object> event = event(1);
    assertThat(event.get(1)).isEqualTo(1.7e9 + 0.25);
    assertThat(event.get(2)).isEqualTo(426_000_000_000L);
    Map<Integer, Object> scalar = scalar(event);
    assertThat(text(scalar.get(1))).isEqualTo("train/fc4/post/nc1_trace_ratio");
    assertThat(scalar.get(2)).isEqualTo((float) value);
  }

  @Test
  void longTagsAndManyRecordsKeepTheirBoundaries() throws IOException {
    String tag = "σ/".repeat(200);
    try (EventFile events = EventFile.create(dir.resolve("e"), 0)) {
      for (int i = 0; i < 1000; i++) {
        events.scalar(i, i, tag, i);
      }
    }
    assertThat(records(Files.readAllBytes(dir.resolve("e")))).hasSize(1001);
    assertThat(text(scalar(event(1000)).get(1))).isEqualTo(tag);
    assertThat(event(1000).get(2)).isEqualTo(999L);
  }

  private Map<Integer, Object> event(int index) throws IOException {
    return fields(ByteBuffer.wrap(records(Files.readAllBytes(dir.resolve("e"))).get(index)));
  }

  private static Map<Integer, Object> scalar(Map<Integer, Object> event) {
    return fields(ByteBuffer.wrap((byte[]) fields(ByteBuffer.wrap((byte[]) event.get(5))).get(1)));
  }

  private static String text(Object bytes) {
    return new String((byte[]) bytes, StandardCharsets.UTF_8);
  }

  /** The contents of all records, whose checksums must be right. */
  static List<byte[]> records(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertThat(in.getInt()).as("checksum of a length").isEqualTo(maskedCrc(length));
      byte[] content =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(content);
      assertThat(in.getInt()).as("checksum of a record").isEqualTo(maskedCrc(content));
      records.add(content);
    }
    return records;
  }

  /** CRC-32C by its polynomial, one bit after the other. */
  private static int maskedCrc(byte[] bytes) {
    int crc = ~0;
    for (byte b : bytes) {
      crc ^= b & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82F63B78;
      }
    }
    crc = ~crc;
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }

  /** Field number → last value: long, double, float or bytes. */
  static Map<Integer, Object> fields(ByteBuffer message) {
    ByteBuffer in = message.order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, Object> fields = new LinkedHashMap<>();
    while (in.hasRemaining()) {
      long key = varint(in);
      int field = (int) (key >> 3);
      switch ((int) key & 7) {
        case 0 -> fields.put(field, varint(in));
        case 1 -> fields.put(field, in.getDouble());
        case 2 -> {
          byte[] bytes = new byte[(int) varint(in)];
          in.get(bytes);
          fields.put(field, bytes);
        }
        case 5 -> fields.put(field, in.getFloat());
        default -> throw new AssertionError("wire type " + (key & 7));
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
