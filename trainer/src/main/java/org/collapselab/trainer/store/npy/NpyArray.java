package org.collapselab.trainer.store.npy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Immutable 1-D or 2-D array in C order (the last index runs fastest).
 *
 * <p>Values are held in the file's own byte layout, so writing and reading back is exact to the
 * bit, NaN payloads included.
 */
public final class NpyArray {
  private final NpyType type;
  private final int[] shape;
  private final ByteBuffer bytes;

  NpyArray(NpyType type, int[] shape, ByteBuffer bytes) {
    this.type = type;
    this.shape = shape.clone();
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Float64 array.
   *
   * @param values elements in C order; their number is the product of {@code shape}
   * @param shape one or two lengths, each ≥ 0
   * @throws IllegalArgumentException if shape and number of values disagree
   */
  public static NpyArray of(double[] values, int... shape) {
    ByteBuffer bytes = allocate(NpyType.FLOAT64, values.length, shape);
    bytes.asDoubleBuffer().put(values);
    return new NpyArray(NpyType.FLOAT64, shape, bytes);
  }

  /** Float32 array; see {@link #of(double[], int...)}. */
  public static NpyArray of(float[] values, int... shape) {
    ByteBuffer bytes = allocate(NpyType.FLOAT32, values.length, shape);
    bytes.asFloatBuffer().put(values);
    return new NpyArray(NpyType.FLOAT32, shape, bytes);
  }

  /** Int64 array; see {@link #of(double[], int...)}. */
  public static NpyArray of(long[] values, int... shape) {
    ByteBuffer bytes = allocate(NpyType.INT64, values.length, shape);
    bytes.asLongBuffer().put(values);
    return new NpyArray(NpyType.INT64, shape, bytes);
  }

  /** Float64 array of shape rows×columns. */
  public static NpyArray of(DMatrixRMaj matrix) {
    double[] values = Arrays.copyOf(matrix.data, matrix.getNumElements());
    return of(values, matrix.numRows, matrix.numCols);
  }

  /** Type of the elements. */
  public NpyType type() {
    return type;
  }

  /** Lengths of the axes. */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * Elements in C order as doubles, exact for both float types.
   *
   * @throws IllegalStateException for an int64 array, which doubles cannot hold exactly
   */
  public double[] toDoubles() {
    double[] values = new double[size()];
    if (type == NpyType.FLOAT32) {
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes.getFloat(i * Float.BYTES);
      }
    } else {
      require(NpyType.FLOAT64);
      bytes.asDoubleBuffer().get(values);
    }
    return values;
  }

  /**
   * Elements in C order.
   *
   * @throws IllegalStateException unless the type is float32
   */
  public float[] toFloats() {
    require(NpyType.FLOAT32);
    float[] values = new float[size()];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  /**
   * Elements in C order.
   *
   * @throws IllegalStateException unless the type is int64
   */
  public long[] toLongs() {
    require(NpyType.INT64);
    long[] values = new long[size()];
    bytes.asLongBuffer().get(values);
    return values;
  }

  /**
   * The array as a matrix of its own shape.
   *
   * @throws IllegalStateException unless the array is 2-D and of a float type
   */
  public DMatrixRMaj toMatrix() {
    if (shape.length != 2) {
      throw new IllegalStateException("a matrix has 2 axes, this array has " + shape.length);
    }
    return new DMatrixRMaj(shape[0], shape[1], true, toDoubles());
  }

  ByteBuffer bytes() {
    return bytes.asReadOnlyBuffer();
  }

  private int size() {
    return bytes.capacity() / type.bytes();
  }

  private void require(NpyType wanted) {
    if (type != wanted) {
      throw new IllegalStateException("the array holds %s, not %s".formatted(type, wanted));
    }
  }

  private static ByteBuffer allocate(NpyType type, int values, int[] shape) {
    int bytes = byteCount(type, shape);
    if (bytes != (long) values * type.bytes()) {
      throw new IllegalArgumentException(
          "shape %s does not hold %d values".formatted(Arrays.toString(shape), values));
    }
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Bytes of an array, refusing shapes that are not 1-D or 2-D or need 2 GiB or more. */
  static int byteCount(NpyType type, int[] shape) {
    if (shape.length < 1 || shape.length > 2) {
      throw new IllegalArgumentException("an array has 1 or 2 axes, not " + shape.length);
    }
    long count = type.bytes();
    for (int length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException("axis length %d is negative".formatted(length));
      }
      count = Math.multiplyExact(count, (long) length);
    }
    if (count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "shape %s needs %d bytes, more than 2 GiB".formatted(Arrays.toString(shape), count));
    }
    return (int) count;
  }
}
