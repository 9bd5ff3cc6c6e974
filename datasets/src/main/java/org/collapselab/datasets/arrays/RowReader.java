package org.collapselab.datasets.arrays;

import java.io.Closeable;

/** Reads the rows of an array one after another, as FP64. */
public interface RowReader extends Closeable {
  /**
   * Reads the next rows.
   *
   * @param into receives them row-major, each in C order; may be longer than needed
   * @throws ArrayException if the file ends before them or cannot be read
   */
  void read(double[] into, int rows);

  @Override
  void close();
}
