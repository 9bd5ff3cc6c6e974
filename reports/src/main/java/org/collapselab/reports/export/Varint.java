package org.collapselab.reports.export;

import java.io.ByteArrayOutputStream;

/** Seven bits per byte, lowest first; the high bit means that more bytes follow. */
final class Varint {
  private Varint() {}

  static byte[] encode(long value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return bytes.toByteArray();
  }
}
