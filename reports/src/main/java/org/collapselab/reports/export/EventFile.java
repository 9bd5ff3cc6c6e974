package org.collapselab.reports.export;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * An event file of TensorBoard: records of length (8 bytes), its masked CRC-32C (4 bytes), an
 * {@code Event} as a protocol buffer, its masked CRC-32C; numbers are little-endian. The fields of
 * {@code Event} are wall_time = 1 (double), step = 2 (int64), file_version = 3, summary = 5; {@code
 * Summary} has value = 1; {@code Value} has tag = 1 and simple_value = 2 (float).
 */
final class EventFile implements Closeable {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final OutputStream out;

  private EventFile(OutputStream out) {
    this.out = out;
  }

  /** Creates a file; {@code wallTime} in seconds since 1970. */
  static EventFile create(Path file, double wallTime) throws IOException {
    EventFile events = new EventFile(new CountingOutput(Files.newOutputStream(file)));
    events.record(joined(wallTime(wallTime), bytes(3, text("brain.Event:2"))));
    return events;
  }

  /** Appends a scalar; it is stored in single precision. */
  void scalar(double wallTime, long step, String tag, double value) throws IOException {
    byte[] simple =
        joined(key(2, FIXED32), PlainEncoding.littleEndian(Float.floatToIntBits((float) value)));
    byte[] summary = bytes(1, joined(bytes(1, text(tag)), simple));
    record(
        joined(wallTime(wallTime), joined(key(2, VARINT), Varint.encode(step)), bytes(5, summary)));
  }

  private void record(byte[] event) throws IOException {
    byte[] length = PlainEncoding.littleEndian((long) event.length);
    out.write(length);
    out.write(PlainEncoding.littleEndian(maskedCrc(length)));
    out.write(event);
    out.write(PlainEncoding.littleEndian(maskedCrc(event)));
  }

  private static int maskedCrc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }

  private static byte[] wallTime(double seconds) {
    return joined(key(1, FIXED64), PlainEncoding.littleEndian(Double.doubleToLongBits(seconds)));
  }

  private static byte[] bytes(int field, byte[] content) {
    return joined(key(field, BYTES), Varint.encode(content.length), content);
  }

  private static byte[] key(int field, int wireType) {
    return Varint.encode(((long) field << 3) | wireType);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
