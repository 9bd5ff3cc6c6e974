package org.collapselab.models.dufm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/** A row-major FP64 matrix outside the heap, where both Java and OpenBLAS reach it. */
final class Matrix {
  final int rows;
  final int columns;
  final DoubleBuffer values;
  private final DoublePointer pointer;

  /** A view of {@code rows·columns} values of a direct buffer. */
  Matrix(int rows, int columns, DoubleBuffer memory, int offset) {
    this.rows = rows;
    this.columns = columns;
    this.values = memory.slice(offset, rows * columns);
    this.pointer = new DoublePointer(values);
  }

  static Matrix zeros(int rows, int columns) {
    return new Matrix(rows, columns, memory(rows * columns), 0);
  }

  /** Zeros, freed with the buffer. */
  static DoubleBuffer memory(int size) {
    return ByteBuffer.allocateDirect(size * Double.BYTES)
        .order(ByteOrder.nativeOrder())
        .asDoubleBuffer();
  }

  int size() {
    return rows * columns;
  }

  /** this ← alpha·AB + beta·this. */
  void product(double alpha, Matrix a, Matrix b, double beta) {
    multiply(alpha, a, openblas.CblasNoTrans, a.columns, b, openblas.CblasNoTrans, beta);
  }

  /** this ← AᵀB. */
  void productTransA(Matrix a, Matrix b) {
    multiply(1, a, openblas.CblasTrans, a.rows, b, openblas.CblasNoTrans, 0);
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

  double dot(Matrix other) {
    return openblas.cblas_ddot(size(), pointer, 1, other.pointer, 1);
  }

  /** x ← max(x, 0). */
  void rectify() {
    for (int i = 0, n = size(); i < n; i++) {
      values.put(i, Math.max(values.get(i), 0));
    }
  }

  /** Zeroes the entries where {@code post} is not positive: σ′(0) = 0. */
  void mask(Matrix post) {
    for (int i = 0, n = size(); i < n; i++) {
      if (!(post.values.get(i) > 0)) {
        values.put(i, 0);
      }
    }
  }

  /** x ← σ_ε(x): 0 below 0, x²/(2ε) up to ε, x − ε/2 beyond. */
  void rectifySmoothly(double epsilon) {
    for (int i = 0, n = size(); i < n; i++) {
      double x = Math.max(values.get(i), 0);
      values.put(i, x < epsilon ? x * x / (2 * epsilon) : x - epsilon / 2);
    }
  }

  /** Multiplies by σ_ε′, which is √(2σ_ε/ε) up to x = ε and 1 beyond. */
  void maskSmoothly(Matrix post, double epsilon) {
    for (int i = 0, n = size(); i < n; i++) {
      double slope = Math.min(1, Math.sqrt(2 * post.values.get(i) / epsilon));
      values.put(i, slope * values.get(i));
    }
  }
}
