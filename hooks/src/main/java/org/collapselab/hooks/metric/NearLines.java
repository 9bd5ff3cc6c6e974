package org.collapselab.hooks.metric;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The lines ℝμ_k that may be the closest to a row w_i: all of them if there are few, otherwise
 * those whose cos² with w_i is the largest up to roundoff.
 *
 * @param cosines cos²(w_i, μ_k) times ‖w_i‖²; {@code null} if all lines are to be looked at
 */
record NearLines(int classes, DMatrixRMaj cosines) {
  private static final double ROUNDOFF = 1e-6;

  static NearLines of(DMatrixRMaj weights, DMatrixRMaj means) {
    if (!RowProducts.isLarge(weights.numRows, means)) {
      return new NearLines(means.numRows, null);
    }
    DMatrixRMaj cosines = RowProducts.of(weights, means);
    int d = means.numCols;
    for (int k = 0; k < means.numRows; k++) {
      double norm = InnerProducts.dot(means.data, k * d, means.data, k * d, d);
      for (int i = 0; i < weights.numRows; i++) {
        double product = cosines.get(i, k);
        cosines.set(i, k, product * product / norm);
      }
    }
    return new NearLines(means.numRows, cosines);
  }

  /** Classes k for w_i. */
  int[] of(int i) {
    IntStream all = IntStream.range(0, classes);
    if (cosines == null) {
      return all.toArray();
    }
    double largest =
        IntStream.range(0, classes).mapToDouble(k -> cosines.get(i, k)).max().orElse(0);
    return all.filter(k -> !(cosines.get(i, k) < largest * (1 - ROUNDOFF))).toArray();
  }
}
