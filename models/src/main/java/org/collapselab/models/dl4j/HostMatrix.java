package org.collapselab.models.dl4j;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix in main memory as BLAS sees it: columns {@code ld} values apart, to be transposed or
 * not. A row-major matrix is the transpose of a column-major one.
 */
record HostMatrix(INDArray array, int rows, int columns, int ld, boolean transposed) {

  /** The matrix itself. */
  static HostMatrix of(INDArray array) {
    int rows = (int) array.size(0);
    int columns = (int) array.size(1);
    if (array.stride(0) == 1 || rows == 1) {
      int ld = columns == 1 ? rows : (int) array.stride(1);
      return new HostMatrix(array, rows, columns, Math.max(1, ld), false);
    }
    if (array.stride(1) == 1 || columns == 1) {
      return new HostMatrix(array, rows, columns, (int) array.stride(0), true);
    }
    throw new IllegalArgumentException(
        "expected a matrix whose rows or columns are contiguous, got " + array.shapeInfoToString());
  }

  /** Its transpose. */
  HostMatrix t() {
    return new HostMatrix(array, columns, rows, ld, !transposed);
  }

  private int order() {
    return transposed ? openblas.CblasTrans : openblas.CblasNoTrans;
  }

  private long column(int j) {
    return transposed ? j : (long) j * ld;
  }

  private FloatPointer floats(long from) {
    return new FloatPointer(array.data().pointer()).position(array.offset() + from);
  }

  private DoublePointer doubles(long from) {
    return new DoublePointer(array.data().pointer()).position(array.offset() + from);
  }

  private boolean isDouble() {
    return array.dataType() == DataType.DOUBLE;
  }

  /**
   * Columns {@code from} … {@code from + n − 1} of this, which is column-major, become those of
   * a·b.
   */
  void setToProduct(HostMatrix a, HostMatrix b, int from, int n) {
    requireColumnMajor();
    int k = a.columns;
    if (isDouble()) {
      openblas.cblas_dgemm(
          openblas.CblasColMajor,
          a.order(),
          b.order(),
          rows,
          n,
          k,
          1,
          a.doubles(0),
          a.ld,
          b.doubles(b.column(from)),
          b.ld,
          0,
          doubles(column(from)),
          ld);
    } else {
      openblas.cblas_sgemm(
          openblas.CblasColMajor,
          a.order(),
          b.order(),
          rows,
          n,
          k,
          1,
          a.floats(0),
          a.ld,
          b.floats(b.column(from)),
          b.ld,
          0,
          floats(column(from)),
          ld);
    }
  }

  private void requireColumnMajor() {
    if (transposed) {
      throw new IllegalArgumentException("not column-major: " + array.shapeInfoToString());
    }
  }

  /** Adds 1·row to these columns: 1 is a column of ones, {@code row} has a value per column. */
  void addRow(HostMatrix ones, HostMatrix row, int from, int n) {
    requireColumnMajor();
    if (isDouble()) {
      openblas.cblas_dger(
          openblas.CblasColMajor,
          rows,
          n,
          1,
          ones.doubles(0),
          1,
          row.doubles(from),
          1,
          doubles(column(from)),
          ld);
    } else {
      openblas.cblas_sger(
          openblas.CblasColMajor,
          rows,
          n,
          1,
          ones.floats(0),
          1,
          row.floats(from),
          1,
          floats(column(from)),
          ld);
    }
  }

  /** Writes the sums of all columns into {@code sums}. */
  void sumColumns(HostMatrix ones, HostMatrix sums) {
    int order = transposed ? openblas.CblasNoTrans : openblas.CblasTrans;
    int stored = transposed ? columns : rows;
    int across = transposed ? rows : columns;
    if (isDouble()) {
      openblas.cblas_dgemv(
          openblas.CblasColMajor,
          order,
          stored,
          across,
          1,
          doubles(0),
          ld,
          ones.doubles(0),
          1,
          0,
          sums.doubles(0),
          1);
    } else {
      openblas.cblas_sgemv(
          openblas.CblasColMajor,
          order,
          stored,
          across,
          1,
          floats(0),
          ld,
          ones.floats(0),
          1,
          0,
          sums.floats(0),
          1);
    }
  }
}
