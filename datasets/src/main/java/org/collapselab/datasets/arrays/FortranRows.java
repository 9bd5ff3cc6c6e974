package org.collapselab.datasets.arrays;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Rows of an array in Fortran order, where the first axis runs fastest: one small read per column
 * and block of rows.
 */
final class FortranRows implements RowReader {
  private final String label;
  private final StoredBytes bytes;
  private final Closeable owner;
  private final long start;
  private final ArrayInfo info;
  private final ByteOrder order;
  private final long[] columns;
  private long row;

  /**
   * @param label of file and array, for messages
   * @param owner closed with this reader
   * @param start position of the first element
   */
  FortranRows(
      String label,
      StoredBytes bytes,
      Closeable owner,
      long start,
      ArrayInfo info,
      ByteOrder order) {
    this.label = label;
    this.bytes = bytes;
    this.owner = owner;
    this.start = start;
    this.info = info;
    this.order = order;
    this.columns = columns(info);
  }

  /** Number of the stored column at each place of a row in C order. */
  private static long[] columns(ArrayInfo info) {
    long[] columns = new long[info.rowLength()];
    for (int place = 0; place < columns.length; place++) {
      long rest = place;
      long column = 0;
      long stride = columns.length;
      for (int axis = info.axes() - 1; axis > 0; axis--) {
        long length = info.shape().get(axis);
        stride /= length;
        column += rest % length * stride;
        rest /= length;
      }
      columns[place] = column;
    }
    return columns;
  }

  @Override
  public void read(double[] into, int rows) {
    int size = info.type().bytes();
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(rows, size)).order(order);
    double[] column = new double[rows];
    try {
      for (int place = 0; place < columns.length; place++) {
        buffer.clear();
        bytes.read(start + (columns[place] * info.rows() + row) * size, buffer);
        info.type().decode(buffer.flip(), column, 0, rows);
        for (int i = 0; i < rows; i++) {
          into[i * columns.length + place] = column[i];
        }
      }
    } catch (IOException e) {
      throw ArrayException.unreadable(label, e);
    }
    row += rows;
  }

  @Override
  public void close() {
    try {
      owner.close();
    } catch (IOException e) {
      throw ArrayException.unreadable(label, e);
    }
  }
}
