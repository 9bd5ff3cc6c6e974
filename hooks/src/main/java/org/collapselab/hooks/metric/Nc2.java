package org.collapselab.hooks.metric;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * Geometry of the class means ({@code means: K×d, row k = μ_k}). "_etf" compares the centred means
 * with a simplex equiangular tight frame, "_of" the raw means with an orthogonal frame.
 */
public final class Nc2 {
  private Nc2() {}

  /**
   * nc2_condition = σ_1/σ_K of M_l ∈ [1, ∞]: DNC2 of [S]. ∞ if d &lt; K or σ_K = 0; values beyond
   * 10¹⁵ are roundoff of a rank-deficient M_l; NaN for zero means.
   *
   * @param spectrum of M_l
   * @param classes K
   */
  public static double condition(Spectrum spectrum, int classes) {
    double[] sigma = spectrum.values();
    return sigma[0] / (sigma.length < classes ? 0 : sigma[classes - 1]);
  }

  /** nc2_etf = ‖G/‖G‖_F − G⋆/‖G⋆‖_F‖_F ∈ [0, 2], G centred Gram, G⋆ = I − J/K; NaN if G = 0. */
  public static double etf(DMatrixRMaj means) {
    DMatrixRMaj target = new DMatrixRMaj(means.numRows, means.numRows);
    target.fill(-1.0 / means.numRows);
    addIdentity(target);
    return normalisedDistance(Means.centredGram(means), target);
  }

  /** nc2_of = ‖G/‖G‖_F − I/√K‖_F ∈ [0, 2], G raw Gram; NaN if G = 0. */
  public static double of(DMatrixRMaj means) {
    DMatrixRMaj target = new DMatrixRMaj(means.numRows, means.numRows);
    addIdentity(target);
    return normalisedDistance(Means.gram(means), target);
  }

  /** equinorm = std/mean of ‖μ_k‖ (population std) ∈ [0, √(K−1)]; NaN for zero means. */
  public static double equinorm(DMatrixRMaj means) {
    return variationOfNorms(Means.gram(means));
  }

  /** equinorm_centred = std/mean of ‖μ_k − μ_G‖; NaN if all means coincide. */
  public static double equinormCentred(DMatrixRMaj means) {
    return variationOfNorms(Means.centredGram(means));
  }

  /** equiangle_etf = mean over pairs |cos(μ_j−μ_G, μ_k−μ_G) + 1/(K−1)|; NaN if some μ_k = μ_G. */
  public static double equiangleEtf(DMatrixRMaj means) {
    return meanCosineGap(Means.centredGram(means), -1.0 / (means.numRows - 1));
  }

  /** equiangle_of = mean over pairs |cos(μ_j, μ_k)| ∈ [0, 1]; NaN if some μ_k = 0. */
  public static double equiangleOf(DMatrixRMaj means) {
    return meanCosineGap(Means.gram(means), 0);
  }

  /** ‖A/‖A‖_F − B/‖B‖_F‖_F ∈ [0, 2]; NaN if A or B is zero. */
  static double normalisedDistance(DMatrixRMaj a, DMatrixRMaj b) {
    double normA = NormOps_DDRM.normF(a);
    double normB = NormOps_DDRM.normF(b);
    double sum = 0;
    for (int i = 0; i < a.getNumElements(); i++) {
      double difference = a.data[i] / normA - b.data[i] / normB;
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  private static void addIdentity(DMatrixRMaj matrix) {
    for (int k = 0; k < matrix.numRows; k++) {
      matrix.add(k, k, 1);
    }
  }

  private static double variationOfNorms(DMatrixRMaj gram) {
    double[] norms =
        IntStream.range(0, gram.numRows).mapToDouble(k -> Math.sqrt(gram.get(k, k))).toArray();
    double mean =
        IntStream.range(0, norms.length).mapToDouble(k -> norms[k]).average().orElseThrow();
    double variance =
        IntStream.range(0, norms.length)
            .mapToDouble(k -> (norms[k] - mean) * (norms[k] - mean))
            .average()
            .orElseThrow();
    return Math.sqrt(variance) / mean;
  }

  private static double meanCosineGap(DMatrixRMaj gram, double target) {
    int classes = gram.numRows;
    double sum = 0;
    for (int j = 0; j < classes; j++) {
      for (int k = j + 1; k < classes; k++) {
        double norms = Math.sqrt(gram.get(j, j)) * Math.sqrt(gram.get(k, k));
        sum += Math.abs(gram.get(j, k) / norms - target);
      }
    }
    return sum / (0.5 * classes * (classes - 1));
  }
}
