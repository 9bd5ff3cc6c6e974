package org.collapselab.reports.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Little-endian bytes of numbers, and texts after their length: Parquet's plain encoding. */
final class PlainEncoding {
  private PlainEncoding() {}

  static byte[] encode(Object cell) {
    if (cell instanceof Long number) {
      return littleEndian(number);
    }
    if (cell instanceof Double number) {
      return littleEndian(Double.doubleToLongBits(number));
    }
    byte[] text = ((String) cell).getBytes(StandardCharsets.UTF_8);
    return buffer(Integer.BYTES + text.length).putInt(text.length).put(text).array();
  }

  static byte[] littleEndian(int value) {
    return buffer(Integer.BYTES).putInt(value).array();
  }

  static byte[] littleEndian(long value) {
    return buffer(Long.BYTES).putLong(value).array();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
