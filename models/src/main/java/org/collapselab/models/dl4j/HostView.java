package org.collapselab.models.dl4j;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * FP32 arrays as Java sees their memory. Passes over them run in blocks: HotSpot vectorises no loop
 * over direct buffers, so a block is copied into an array, worked on in the first-level cache, and
 * copied back.
 */
final class HostView {
  /** Values in a block, 4 KB. */
  static final int BLOCK = 1024;

  /**
   * A system property: {@code true} uses the code paths of other backends, to test them on the CPU.
   */
  static final String NEUTRAL = "collapse.engine.neutral";

  private HostView() {}

  /**
   * Whether arrays lie in main memory and may be worked on there. All code with a path of its own
   * for the CPU asks here, and otherwise calls operations that every backend has.
   */
  static boolean isHost() {
    return Nd4j.getEnvironment().isCPU() && !Boolean.getBoolean(NEUTRAL);
  }

  /** Whether arrays of this type can be viewed. */
  static boolean isPossible(DataType type) {
    return type == DataType.FLOAT && isHost();
  }

  /** Whether both can be viewed, value beside value. */
  static boolean isPossible(INDArray a, INDArray b) {
    return isPossible(a.dataType())
        && isPossible(b.dataType())
        && a.ordering() == b.ordering()
        && isDense(a)
        && isDense(b);
  }

  private static boolean isDense(INDArray array) {
    return array.elementWiseStride() == 1;
  }

  /**
   * The values in the array's own order.
   *
   * @throws IllegalArgumentException unless they are FP32 and lie side by side
   */
  static FloatBuffer floats(INDArray array) {
    requireDense(array);
    FloatBuffer all = array.data().asNioFloat();
    return all.slice(all.position(), Math.toIntExact(array.length()));
  }

  /** The same as bit patterns. */
  static IntBuffer bits(INDArray array) {
    requireDense(array);
    IntBuffer all = array.data().asNioInt();
    return all.slice(all.position(), Math.toIntExact(array.length()));
  }

  private static void requireDense(INDArray array) {
    if (!isPossible(array.dataType()) || !isDense(array)) {
      throw new IllegalArgumentException(
          "expected a contiguous FP32 array in main memory, got " + array.shapeInfoToString());
    }
  }

  /** A fresh array of the engine in row-major order; the engine itself copies them one by one. */
  static INDArray copyOf(float[] values, long... shape) {
    if (!isHost()) {
      return Nd4j.create(values, shape, 'c');
    }
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    floats(array).put(values);
    return array;
  }
}
