package org.collapselab.trainer.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a file up to the end of its last whole line, as it was when it was opened. */
final class WholeLines extends InputStream {
  private static final int CHUNK = 4096;

  private final InputStream in;
  private final boolean cutOff;
  private long left;

  private WholeLines(InputStream in, long length, boolean cutOff) {
    this.in = in;
    this.left = length;
    this.cutOff = cutOff;
  }

  static WholeLines open(Path file) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(file);
    try {
      long size = channel.size();
      long length = wholeLines(channel, size);
      channel.position(0);
      return new WholeLines(Channels.newInputStream(channel), length, length < size);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static long wholeLines(SeekableByteChannel channel, long size) throws IOException {
    long end = size;
    while (end > 0) {
      long start = Math.max(0, end - CHUNK);
      ByteBuffer chunk = ByteBuffer.allocate((int) (end - start));
      channel.position(start);
      while (chunk.hasRemaining() && channel.read(chunk) >= 0) {
        continue;
      }
      for (int i = chunk.position() - 1; i >= 0; i--) {
        if (chunk.get(i) == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  /** Whether the file has more: an incomplete last line. */
  boolean cutOff() {
    return cutOff;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0 && length > 0) {
      return -1;
    }
    int count = in.read(bytes, offset, (int) Math.min(length, left));
    left -= Math.max(0, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
