package org.collapselab.hooks.metric;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Products A·Bᵀ of the rows of two matrices: in pure Java for small ones, by OpenBLAS for others.
 */
public final class RowProducts implements AutoCloseable {
  /** Below so many multiplications, loading native code and copying do not pay off. */
  private static final long LEAST = 1L << 24;

  private final DMatrixRMaj b;
  private DoublePointer copy;

  /**
   * @param b n×d; not to be modified while this is in use
   */
  public RowProducts(DMatrixRMaj b) {
    this.b = b;
  }

  /** A·Bᵀ. */
  static DMatrixRMaj of(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj product = new DMatrixRMaj(a.numRows, b.numRows);
    try (RowProducts products = new RowProducts(b)) {
      products.of(a.data, a.numRows, product.data);
    }
    return product;
  }

  /** Whether a product of so many rows with b's is computed by native code. */
  static boolean isLarge(int rows, DMatrixRMaj b) {
    return (long) rows * b.numRows * b.numCols >= LEAST;
  }

  /**
   * Writes A·Bᵀ.
   *
   * @param a row-major, rows×d
   * @param out receives rows×n values, row-major
   */
  public void of(double[] a, int rows, double[] out) {
    if (isLarge(rows, b)) {
      multiply(a, rows, out);
    } else {
      CommonOps_DDRM.multTransB(
          DMatrixRMaj.wrap(rows, b.numCols, a), b, DMatrixRMaj.wrap(rows, b.numRows, out));
    }
  }

  private void multiply(double[] a, int rows, double[] out) {
    if (copy == null) {
      copy = new DoublePointer((long) b.numRows * b.numCols);
      copy.put(b.data, 0, b.getNumElements());
    }
    try (DoublePointer left = new DoublePointer((long) rows * b.numCols);
        DoublePointer product = new DoublePointer((long) rows * b.numRows)) {
      left.put(a, 0, rows * b.numCols);
      openblas.cblas_dgemm(
          openblas.CblasRowMajor,
          openblas.CblasNoTrans,
          openblas.CblasTrans,
          rows,
          b.numRows,
          b.numCols,
          1,
          left,
          b.numCols,
          copy,
          b.numCols,
          0,
          product,
          b.numRows);
      product.get(out, 0, rows * b.numRows);
    }
  }

  /** Frees native memory; without it, the garbage collector does so later. */
  @Override
  public void close() {
    if (copy != null) {
      copy.close();
      copy = null;
    }
  }
}
