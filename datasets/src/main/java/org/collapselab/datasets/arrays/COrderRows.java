package org.collapselab.datasets.arrays;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;

/** Rows of an array in C order: its bytes one after another. */
final class COrderRows implements RowReader {
  private static final int BUFFER = 1 << 18;

  private final String label;
  private final ReadableByteChannel channel;
  private final ArrayInfo info;
  private final ByteBuffer buffer;

  /**
   * @param label of file and array, for messages
   * @param channel at the first element; closed with this reader
   */
  COrderRows(String label, ReadableByteChannel channel, ArrayInfo info, ByteOrder order) {
    this.label = label;
    this.channel = channel;
    this.info = info;
    this.buffer = ByteBuffer.allocate(BUFFER).order(order);
  }

  @Override
  public void read(double[] into, int rows) {
    int elementBytes = info.type().bytes();
    int wanted = Math.multiplyExact(rows, info.rowLength());
    int done = 0;
    try {
      while (done < wanted) {
        int count = Math.min(wanted - done, BUFFER / elementBytes);
        buffer.clear().limit(count * elementBytes);
        fill();
        info.type().decode(buffer.flip(), into, done, count);
        done += count;
      }
    } catch (IOException e) {
      throw ArrayException.unreadable(label, e);
    }
  }

  private void fill() throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("it ends before its last row; it was cut off");
      }
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw ArrayException.unreadable(label, e);
    }
  }
}
