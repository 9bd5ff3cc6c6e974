package org.collapselab.models.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies native arrays to the host in FP64. */
final class HostCopy {
  private static final int TILE = 32;

  private HostCopy() {}

  /** All values, row-major whatever the array's own order. */
  static double[] rowMajor(INDArray array) {
    Nd4j.getExecutioner().commit();
    boolean columnMajorFloats =
        array.dataType() == DataType.FLOAT
            && array.rank() == 2
            && array.ordering() == 'f'
            && !array.isView()
            && array.offset() == 0;
    if (columnMajorFloats) {
      return transposed(floats(array), (int) array.size(0), (int) array.size(1));
    }
    try (INDArray copy = array.dup('c')) {
      return copy.data().asDouble();
    }
  }

  /** One bulk copy; reading element by element costs as much as the forward pass itself. */
  private static float[] floats(INDArray array) {
    float[] values = new float[(int) array.length()];
    Pointer pointer = array.data().addressPointer();
    new FloatPointer(pointer).get(values);
    return values;
  }

  /** In tiles, since a plain transposition misses the cache on every write. */
  private static double[] transposed(float[] columns, int rows, int count) {
    double[] values = new double[columns.length];
    for (int i0 = 0; i0 < rows; i0 += TILE) {
      int i1 = Math.min(i0 + TILE, rows);
      for (int j0 = 0; j0 < count; j0 += TILE) {
        int j1 = Math.min(j0 + TILE, count);
        for (int i = i0; i < i1; i++) {
          for (int j = j0; j < j1; j++) {
            values[i * count + j] = columns[j * rows + i];
          }
        }
      }
    }
    return values;
  }
}
