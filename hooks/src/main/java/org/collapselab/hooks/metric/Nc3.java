package org.collapselab.hooks.metric;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Alignment of weights with the class means of what they act on: W_l ({@code d_out×d_in}, row i =
 * the weights of output i) against the input means of layer l ({@code K×d_in}; in a ReLU head,
 * σ(M_l)).
 *
 * <p>DNC3 of [S] says that the rows of W_l point along class means. The sines below average over
 * rows with weights ‖w_i‖, so that zero rows do not count; they are NaN where W or the means
 * vanish.
 */
public final class Nc3 {
  private Nc3() {}

  /**
   * nc3_alignment = ‖W/‖W‖_F − Mᵀ/‖M‖_F‖_F ∈ [0, 2] of the last layer, W and Mᵀ both K×d. Raw means
   * belong to the orthogonal frame of the mean squared error; pass {@link Means#centred} ones
   * (nc3_alignment_centred) for the simplex. NaN if W or M is zero.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public static double alignment(DMatrixRMaj weights, DMatrixRMaj means) {
    requireInput(weights, means);
    if (weights.numRows != means.numRows) {
      throw new IllegalArgumentException(
          "W has %d rows for %d classes: the alignment is defined for the last layer"
              .formatted(weights.numRows, means.numRows));
    }
    return Nc2.normalisedDistance(weights, means);
  }

  /**
   * nc3_sine = Σ‖w_i‖ sin θ_i / Σ‖w_i‖ ∈ [0, 1], θ_i the angle between w_i and the span of the
   * input means. Unlike {@link #sineToNearest} it vanishes for low-rank solutions too, e.g. for
   * SRG.
   *
   * @param tolerance directions with σ_j ≤ tolerance·σ_1 of the means are not in the span
   */
  public static double sineToSpan(DMatrixRMaj weights, DMatrixRMaj means, double tolerance) {
    requireInput(weights, means);
    RowSpace span = RowSpace.of(means);
    if (span.rank(tolerance) == 0) {
      return Double.NaN;
    }
    DMatrixRMaj basis =
        CommonOps_DDRM.extract(span.directions(), 0, span.rank(tolerance), 0, means.numCols);
    DMatrixRMaj inside = RowProducts.of(weights, basis);
    DMatrixRMaj outside = weights.copy();
    if (RowProducts.isLarge(weights.numRows, basis)) {
      DMatrixRMaj projected = RowProducts.of(inside, CommonOps_DDRM.transpose(basis, null));
      CommonOps_DDRM.subtractEquals(outside, projected);
    } else {
      CommonOps_DDRM.multAdd(-1, inside, basis, outside);
    }
    // The residual itself, not √(1 − cos²), which would stop at 10⁻⁸.
    return sumOfRowNorms(outside) / sumOfRowNorms(weights);
  }

  /** nc3_sine_nearest: the same average with θ_i the angle of w_i to its closest line ℝμ_k. */
  public static double sineToNearest(DMatrixRMaj weights, DMatrixRMaj means) {
    requireInput(weights, means);
    int d = weights.numCols;
    NearLines near = NearLines.of(weights, means);
    double sum = 0;
    for (int i = 0; i < weights.numRows; i++) {
      double smallest = Double.NaN;
      for (int k : near.of(i)) {
        double distance = distanceToLine(weights.data, i * d, means.data, k * d, d);
        smallest = distance < smallest || Double.isNaN(smallest) ? distance : smallest;
      }
      sum += smallest;
    }
    return sum / sumOfRowNorms(weights);
  }

  private static double distanceToLine(double[] w, int wFrom, double[] m, int mFrom, int d) {
    double scale =
        InnerProducts.dot(w, wFrom, m, mFrom, d) / InnerProducts.dot(m, mFrom, m, mFrom, d);
    double sum = 0;
    for (int i = 0; i < d; i++) {
      double difference = w[wFrom + i] - scale * m[mFrom + i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  private static double sumOfRowNorms(DMatrixRMaj matrix) {
    int d = matrix.numCols;
    double sum = 0;
    for (int i = 0; i < matrix.numRows; i++) {
      sum += Math.sqrt(InnerProducts.dot(matrix.data, i * d, matrix.data, i * d, d));
    }
    return sum;
  }

  private static void requireInput(DMatrixRMaj weights, DMatrixRMaj means) {
    InputChecks.requireFinite(weights);
    InputChecks.requireMeans(means);
    if (weights.numCols != means.numCols) {
      throw new IllegalArgumentException(
          "W takes %d inputs, the class means have %d: they are not the means of its input"
              .formatted(weights.numCols, means.numCols));
    }
  }
}
