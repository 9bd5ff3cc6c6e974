package org.collapselab.models.dufm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;

/** A row-major FP64 matrix outside the heap, where both Java and OpenBLAS reach it. */
final class Matrix {
  private static final int LINE = 64; // bytes

  final int rows;
  final int columns;
  final DoubleBuffer values;
  final LongBuffer bits; // the same memory
  private final DoublePointer pointer;

  /** A view of {@code rows·columns} values. */
  Matrix(int rows, int columns, ByteBuffer memory, int offset) {
    this.rows = rows;
    this.columns = columns;
    ByteBuffer own =
        memory
            .slice(offset * Double.BYTES, rows * columns * Double.BYTES)
            .order(ByteOrder.nativeOrder());
    values = own.asDoubleBuffer();
    bits = own.asLongBuffer();
    pointer = new DoublePointer(values);
  }

  /** A matrix of its own, filled with zeros. */
  static Matrix zeros(int rows, int columns) {
    return new Matrix(rows, columns, memory(rows * columns), 0);
  }

  /** Zeros in the shapes of H_1, W_1, …, W_L. */
  static List<Matrix> zeros(DufmSpec spec) {
    return IntStream.rangeClosed(0, spec.depth())
        .mapToObj(l -> zeros(spec.rows(l), spec.columns(l)))
        .toList();
  }

  /** A copy of a matrix. */
  static Matrix of(DMatrixRMaj matrix) {
    Matrix copy = zeros(matrix.numRows, matrix.numCols);
    copy.values.put(0, matrix.data, 0, copy.size());
    return copy;
  }

  /** At least {@code size} zeros from the start of a cache line on, freed with the buffer. */
  static ByteBuffer memory(int size) {
    return ByteBuffer.allocateDirect(size * Double.BYTES + 2 * LINE)
        .alignedSlice(LINE)
        .order(ByteOrder.nativeOrder());
  }

  int size() {
    return rows * columns;
  }

  /** this ← AB. */
  void product(Matrix a, Matrix b) {
    multiply(1, a, openblas.CblasNoTrans, a.columns, b, openblas.CblasNoTrans, 0);
  }

  /** this ← this + AB. */
  void addProduct(Matrix a, Matrix b) {
    multiply(1, a, openblas.CblasNoTrans, a.columns, b, openblas.CblasNoTrans, 1);
  }

  /** this ← AᵀB. */
  void productTransA(Matrix a, Matrix b) {
    multiply(1, a, openblas.CblasTrans, a.rows, b, openblas.CblasNoTrans, 0);
  }

  /** this ← this + AᵀB. */
  void addProductTransA(Matrix a, Matrix b) {
    multiply(1, a, openblas.CblasTrans, a.rows, b, openblas.CblasNoTrans, 1);
  }

  /** this ← alpha·ABᵀ + beta·this. */
  void productTransB(double alpha, Matrix a, Matrix b, double beta) {
    multiply(alpha, a, openblas.CblasNoTrans, a.columns, b, openblas.CblasTrans, beta);
  }

  private void multiply(
      double alpha, Matrix a, int transA, int inner, Matrix b, int transB, double beta) {
    openblas.cblas_dgemm(
        openblas.CblasRowMajor,
        transA,
        transB,
        rows,
        columns,
        inner,
        alpha,
        a.pointer,
        a.columns,
        b.pointer,
        b.columns,
        beta,
        pointer,
        columns);
  }

  /** this ← alpha·X + beta·this. */
  void combine(double alpha, Matrix x, double beta) {
    if (beta != 1) {
      openblas.cblas_dscal(size(), beta, pointer, 1);
    }
    openblas.cblas_daxpy(size(), alpha, x.pointer, 1, pointer, 1);
  }

  /** this ← X. */
  void copy(Matrix x) {
    values.put(0, x.values, 0, size());
  }

  /** Its entries, row by row. */
  double[] toArray() {
    double[] array = new double[size()];
    values.get(0, array);
    return array;
  }

  double dot(Matrix other) {
    return openblas.cblas_ddot(size(), pointer, 1, other.pointer, 1);
  }
}
