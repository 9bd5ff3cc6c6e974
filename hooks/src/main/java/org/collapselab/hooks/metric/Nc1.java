package org.collapselab.hooks.metric;

import org.ejml.data.DMatrixRMaj;

/**
 * Within-class variability collapse.
 *
 * <p>Σ_W = 1/N ΣΣ (h−μ_k)(h−μ_k)ᵀ, Σ_B = 1/K Σ (μ_k−μ_G)(μ_k−μ_G)ᵀ with μ_G = 1/K Σ μ_k.
 */
public final class Nc1 {
  /** Relative cutoff on the singular values of the centred means: keep σ_j &gt; 10⁻²·σ_1. */
  public static final double DEFAULT_CUTOFF = 1e-2;

  /** nc1_pinv and the number of directions kept, nc1_pinv_rank. */
  public record Pinv(double value, int rank) {}

  private Nc1() {}

  /**
   * nc1_trace_ratio = tr Σ_W / tr Σ_B ∈ [0, ∞]: DNC1 of [S]; meaningful at any rank of the means.
   * Coinciding means: ∞, or NaN if the features have no variance either.
   */
  public static double traceRatio(WithinScatter scatter) {
    DMatrixRMaj centred = Means.centred(scatter.means());
    double between =
        InnerProducts.dot(centred.data, 0, centred.data, 0, centred.getNumElements())
            / centred.numRows;
    return scatter.trace() / between;
  }

  /**
   * nc1_pinv = tr(Σ_W Σ_B⁺)/K ∈ [0, ∞), computed as Σ_j var_j/σ_j² over the kept directions, where
   * σ_j are the singular values of the centred means and var_j the within-class variance along u_j.
   *
   * <p>Without a cutoff, rank-deficient means plus noise make this number explode, and low rank
   * would look like "no collapse". The cutoff acts on σ_j; on the eigenvalues σ_j²/K of Σ_B it is
   * its square.
   *
   * @param cutoff keep σ_j &gt; cutoff·σ_1; 0 keeps all but roundoff; in [0, 1)
   * @return NaN with rank 0 if all class means coincide
   */
  public static Pinv pinv(WithinScatter scatter, double cutoff) {
    if (!(cutoff >= 0 && cutoff < 1)) {
      throw new IllegalArgumentException("cutoff must be in [0, 1), got " + cutoff);
    }
    double[] sigma = scatter.centredSingularValues();
    double[] variance = scatter.directionalVariances();
    double sum = 0;
    int rank = 0;
    while (rank < sigma.length && sigma[rank] > cutoff * sigma[0]) {
      sum += variance[rank] / (sigma[rank] * sigma[rank]);
      rank++;
    }
    return new Pinv(rank == 0 ? Double.NaN : sum, rank);
  }

  /**
   * cdnv = mean over the pairs j &lt; k of (V_j + V_k) / (2‖μ_j − μ_k‖²) ∈ [0, ∞]: class-distance
   * normalised variance. A coinciding pair gives ∞, or NaN if it has no variance either.
   */
  public static double cdnv(WithinScatter scatter) {
    DMatrixRMaj means = scatter.means();
    double[] variances = scatter.variances();
    int classes = means.numRows;
    int d = means.numCols;
    double sum = 0;
    for (int j = 0; j < classes; j++) {
      for (int k = j + 1; k < classes; k++) {
        double distance = InnerProducts.squaredDistance(means.data, j * d, means.data, k * d, d);
        sum += (variances[j] + variances[k]) / (2 * distance);
      }
    }
    return sum / (0.5 * classes * (classes - 1));
  }
}
