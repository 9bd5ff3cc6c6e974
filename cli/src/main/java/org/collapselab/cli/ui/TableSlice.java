package org.collapselab.cli.ui;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Whole lines of a table that may be growing. An incomplete last line is left for later.
 *
 * @param from byte at which the lines start
 * @param next byte after the last of them, where the next slice starts
 * @param mark checksum of the text before {@code next}
 * @param reset whether the table has been truncated since the caller last read it, so that this
 *     slice starts from the beginning
 * @param more whether more whole lines may already be available
 */
record TableSlice(
    long from, long next, String mark, boolean reset, boolean more, List<String> lines) {
  private static final int MARKED = 128;
  private static final String NO_MARK = "";

  /**
   * The lines from a byte offset on.
   *
   * @param from 0, or {@code next} of an earlier slice
   * @param mark the mark of the earlier slice; empty to skip the check
   * @param limit bytes to read at most
   */
  static TableSlice read(Path file, long from, String mark, int limit) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      boolean goesOn = from == 0 || follows(channel, from, mark);
      long start = goesOn ? from : 0;
      byte[] bytes = bytes(channel, start, limit);
      int length = wholeLines(bytes);
      boolean full = bytes.length == limit;
      if (length == 0 && full) {
        length = limit; // no line of a table is that long: this is something else, and is skipped
      }
      long next = start + length;
      return new TableSlice(
          start, next, markAhead(channel, next), !goesOn, full, lines(bytes, length));
    }
  }

  /** The last lines within so many bytes. */
  static TableSlice last(Path file, int limit) throws IOException {
    long size = Files.size(file);
    if (size <= limit) {
      return read(file, 0, NO_MARK, limit + 1);
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      byte[] bytes = bytes(channel, size - limit, limit);
      List<String> lines = lines(bytes, wholeLines(bytes));
      return new TableSlice(
          size - limit, size, NO_MARK, false, false, lines.stream().skip(1).toList());
    }
  }

  /** Whether a line ends before this byte, and the mark still matches. */
  private static boolean follows(SeekableByteChannel channel, long from, String mark)
      throws IOException {
    if (channel.size() < from) {
      return false;
    }
    byte[] ahead = bytes(channel, from - 1, 1);
    return ahead.length == 1
        && ahead[0] == '\n'
        && (mark.isEmpty() || mark.equals(markAhead(channel, from)));
  }

  private static String markAhead(SeekableByteChannel channel, long end) throws IOException {
    long start = Math.max(0, end - MARKED);
    CRC32 checksum = new CRC32();
    checksum.update(bytes(channel, start, (int) (end - start)));
    return Long.toHexString(checksum.getValue());
  }

  private static byte[] bytes(SeekableByteChannel channel, long start, int limit)
      throws IOException {
    channel.position(start);
    ByteBuffer buffer =
        ByteBuffer.allocate((int) Math.max(0, Math.min(limit, channel.size() - start)));
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      continue;
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static int wholeLines(byte[] bytes) {
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] != '\n') {
      length--;
    }
    return length;
  }

  private static List<String> lines(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.UTF_8).lines().toList();
  }
}
