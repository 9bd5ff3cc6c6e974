package org.collapselab.datasets.arrays;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Named arrays in a file or a folder. Opening one reads names and shapes alone; {@link
 * ArrayFiles#open} opens any.
 */
public interface ArraySource extends Closeable {
  /** The file or folder. */
  Path path();

  /** The files that these arrays are in, each once. */
  List<Path> files(Collection<String> names);

  /** Names of the arrays, in the order of the file; those of a folder sorted. */
  List<String> names();

  /**
   * Type and shape of an array of {@link #names()}.
   *
   * @throws ArrayException if its header is damaged, or its type cannot be read
   */
  ArrayInfo info(String name);

  /** Starts to read an array at its first row; every call reads it anew. */
  RowReader rows(String name);

  /**
   * All elements of an array in C order; only for arrays that are small.
   *
   * @throws ArrayException if there are 2³¹ or more
   */
  default double[] whole(String name) {
    ArrayInfo info = info(name);
    long size = info.rows() * (long) info.rowLength();
    if (size > Integer.MAX_VALUE - 8) {
      throw new ArrayException(
          "%s: %s of shape %s has 2³¹ values or more and is not read whole"
              .formatted(path(), name, info.shown()));
    }
    double[] values = new double[(int) size];
    try (RowReader rows = rows(name)) {
      rows.read(values, (int) info.rows());
    }
    return values;
  }

  @Override
  void close();
}
