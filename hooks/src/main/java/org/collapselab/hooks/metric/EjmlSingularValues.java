package org.collapselab.hooks.metric;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** Singular values by EJML's implicit QR iteration. */
final class EjmlSingularValues implements SingularValues {
  @Override
  public double[] of(DMatrixRMaj matrix) {
    InputChecks.requireNonEmptyFinite(matrix);
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, false, false, true);
    if (!svd.decompose(matrix.copy())) {
      throw new ArithmeticException(
          "EJML's SVD of a %d×%d matrix did not converge"
              .formatted(matrix.numRows, matrix.numCols));
    }
    double[] ascending = Arrays.copyOf(svd.getSingularValues(), svd.numberOfSingularValues());
    Arrays.sort(ascending);
    double[] values = new double[ascending.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = ascending[values.length - 1 - i];
    }
    return values;
  }
}
