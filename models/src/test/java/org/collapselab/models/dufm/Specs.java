package org.collapselab.models.dufm;

import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/** Models and measurements for tests. */
final class Specs {
  private Specs() {}

  static DufmSpec of(int k, int depth, int width, double lambda, Loss loss, Activation sigma) {
    return new DufmSpec(
        k,
        depth,
        width,
        1,
        FeatureMode.COLUMN,
        lambda,
        Collections.nCopies(depth, lambda),
        loss,
        sigma);
  }

  static List<DufmPoint> starts(DufmSpec spec, int seeds) {
    return LongStream.rangeClosed(1, seeds).mapToObj(s -> DufmPoint.random(spec, s)).toList();
  }

  /** Singular values above 1e-2 σ_1. */
  static int rank(DMatrixRMaj matrix) {
    var svd = DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, false, false, true);
    svd.decompose(matrix.copy());
    double[] values = svd.getSingularValues();
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    int rank = 0;
    for (double value : values) {
      rank += value > 1e-2 * largest ? 1 : 0;
    }
    return rank;
  }
}
