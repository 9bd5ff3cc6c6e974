package org.collapselab.theory;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/** The small dense matrices that constructions are made of. */
final class MatrixOps {

  private MatrixOps() {}

  static DMatrixRMaj identity(int size) {
    return CommonOps_DDRM.identity(size);
  }

  private static DMatrixRMaj constant(int rows, int columns, double value) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    matrix.fill(value);
    return matrix;
  }

  /** I − J/size: the projection onto what is orthogonal to the constant vector. */
  static DMatrixRMaj centring(int size) {
    DMatrixRMaj matrix = identity(size);
    CommonOps_DDRM.add(matrix, -1.0 / size);
    return matrix;
  }

  static DMatrixRMaj product(DMatrixRMaj left, DMatrixRMaj right) {
    return CommonOps_DDRM.mult(left, right, null);
  }

  static DMatrixRMaj transpose(DMatrixRMaj matrix) {
    return CommonOps_DDRM.transpose(matrix, null);
  }

  static DMatrixRMaj scaled(double factor, DMatrixRMaj matrix) {
    DMatrixRMaj result = matrix.copy();
    CommonOps_DDRM.scale(factor, result);
    return result;
  }

  static DMatrixRMaj plus(DMatrixRMaj matrix, double constant) {
    DMatrixRMaj result = matrix.copy();
    CommonOps_DDRM.add(result, constant);
    return result;
  }

  static DMatrixRMaj rectified(DMatrixRMaj matrix) {
    DMatrixRMaj result = matrix.copy();
    for (int i = 0; i < result.getNumElements(); i++) {
      result.set(i, Math.max(result.get(i), 0));
    }
    return result;
  }

  /** {@code matrix} with one more row, all {@code value}. */
  static DMatrixRMaj withConstantRow(DMatrixRMaj matrix, double value) {
    DMatrixRMaj result = constant(matrix.numRows + 1, matrix.numCols, value);
    CommonOps_DDRM.insert(matrix, result, 0, 0);
    return result;
  }

  /** {@code matrix} with one more column, all {@code value}. */
  static DMatrixRMaj withConstantColumn(DMatrixRMaj matrix, double value) {
    DMatrixRMaj result = constant(matrix.numRows, matrix.numCols + 1, value);
    CommonOps_DDRM.insert(matrix, result, 0, 0);
    return result;
  }

  /** {@code top} above {@code bottom}. */
  static DMatrixRMaj stacked(DMatrixRMaj top, DMatrixRMaj bottom) {
    DMatrixRMaj result = new DMatrixRMaj(top.numRows + bottom.numRows, top.numCols);
    CommonOps_DDRM.insert(top, result, 0, 0);
    CommonOps_DDRM.insert(bottom, result, top.numRows, 0);
    return result;
  }

  static double normSquared(DMatrixRMaj matrix) {
    double norm = NormOps_DDRM.normF(matrix);
    return norm * norm;
  }
}
