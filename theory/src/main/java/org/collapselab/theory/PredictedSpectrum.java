package org.collapselab.theory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The singular values of one predicted matrix, at its construction's natural widths. A wider
 * network only adds zeros.
 *
 * @param singularValues min(rows, columns) values, largest first
 */
public record PredictedSpectrum(List<Double> singularValues) {

  // The constructions are exact, so what is not a singular value is rounding: far below 1e-9 σ_1.
  private static final double ROUNDING = 1e-9;

  /** Copies the values. */
  public PredictedSpectrum {
    singularValues = List.copyOf(singularValues);
  }

  static PredictedSpectrum of(DMatrixRMaj matrix) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, false, false, true);
    if (!svd.decompose(matrix.copy())) {
      throw new IllegalArgumentException(
          "the SVD of a " + matrix.numRows + "×" + matrix.numCols + " matrix did not converge");
    }
    return new PredictedSpectrum(
        Arrays.stream(svd.getSingularValues(), 0, svd.numberOfSingularValues())
            .boxed()
            .sorted(Comparator.reverseOrder())
            .toList());
  }

  /** The exact rank: singular values above rounding (1e-9 σ_1); 0 for a zero matrix. */
  public int rank() {
    double cutoff = ROUNDING * singularValues.get(0);
    return (int) singularValues.stream().filter(value -> value > cutoff).count();
  }

  /** ‖·‖_* = Σ σ_i. */
  public double nuclearNorm() {
    return singularValues.stream().mapToDouble(Double::doubleValue).sum();
  }
}
