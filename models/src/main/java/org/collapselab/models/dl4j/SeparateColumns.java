package org.collapselab.models.dl4j;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Whether BLAS computes some columns of a product to the same bits as it computes all of them.
 * OpenBLAS does if they begin at a multiple of {@value #GRAIN}, since its kernels go through the
 * columns in such groups, in the same order; but nothing promises it. So each shape is tried once,
 * on random numbers, before its columns are shared out in a way that depends on the threads.
 */
final class SeparateColumns {
  static final int GRAIN = 24;

  private record Shape(
      int rows, int columns, int inner, boolean transposedA, boolean transposedB, DataType type) {}

  private final Map<Shape, Boolean> tried = new HashMap<>();

  /**
   * Tries all cuts of {@code c} ← {@code a}·{@code b} into 2 to {@code most} pieces, unless that
   * was done before.
   */
  boolean holdFor(HostMatrix a, HostMatrix b, HostMatrix c, int most) {
    Shape shape =
        new Shape(
            c.rows(),
            c.columns(),
            a.columns(),
            a.transposed(),
            b.transposed(),
            c.array().dataType());
    return tried.computeIfAbsent(shape, s -> hold(s, most));
  }

  private static boolean hold(Shape shape, int most) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        INDArray left = random(shape.rows, shape.inner, shape.transposedA, shape.type);
        INDArray right = random(shape.inner, shape.columns, shape.transposedB, shape.type);
        INDArray whole = result(shape);
        INDArray cut = result(shape)) {
      HostMatrix a = shape.transposedA ? HostMatrix.of(left).t() : HostMatrix.of(left);
      HostMatrix b = shape.transposedB ? HostMatrix.of(right).t() : HostMatrix.of(right);
      HostMatrix.of(whole).setToProduct(a, b, 0, shape.columns);
      HostMatrix c = HostMatrix.of(cut);
      for (int count = 2; count <= most; count++) {
        Pieces pieces = new Pieces(shape.columns, GRAIN, count);
        for (int i = 0; i < count; i++) {
          c.setToProduct(a, b, pieces.from(i), pieces.length(i));
        }
        if (!cut.equalsWithEps(whole, 0)) {
          return false;
        }
      }
      return true;
    }
  }

  private static INDArray result(Shape shape) {
    return Nd4j.createUninitialized(shape.type, new long[] {shape.rows, shape.columns}, 'f');
  }

  /** Column-major; transposed if the operand is. */
  private static INDArray random(int rows, int columns, boolean transposed, DataType type) {
    Random random = new Random(rows * 31L + columns);
    double[] values = random.doubles((long) rows * columns, -1, 1).toArray();
    int[] shape = transposed ? new int[] {columns, rows} : new int[] {rows, columns};
    try (INDArray flat = Nd4j.createFromArray(values)) {
      return flat.reshape('f', shape).castTo(type).dup('f');
    }
  }
}
