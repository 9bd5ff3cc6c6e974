package org.collapselab.hooks.metric;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * A Gram matrix G compared with a target G⋆, of which only these numbers are needed.
 *
 * @param gram G, K×K
 * @param inner ⟨G, G⋆⟩
 * @param targetSum sum of the entries of G⋆
 * @param targetSquaredNorm ‖G⋆‖_F²
 */
record GramMatch(DMatrixRMaj gram, double inner, double targetSum, double targetSquaredNorm) {
  private static final double CONSTANT = 1e-24;

  /** ⟨G, G⋆⟩/(‖G‖‖G⋆‖). */
  double cosine() {
    return inner / (NormOps_DDRM.normF(gram) * Math.sqrt(targetSquaredNorm));
  }

  /**
   * Pearson correlation over all K² entries: the cosine after subtracting the mean entry from both.
   */
  double correlation() {
    int entries = gram.getNumElements();
    double sum = CommonOps_DDRM.elementSum(gram);
    double squaredNorm = Math.pow(NormOps_DDRM.normF(gram), 2);
    double variation = squaredNorm - sum * sum / entries;
    double targetVariation = targetSquaredNorm - targetSum * targetSum / entries;
    double correlation =
        (inner - sum * targetSum / entries) / Math.sqrt(variation * targetVariation);
    return variation <= CONSTANT * squaredNorm
        ? Double.NaN
        : Math.max(-1, Math.min(correlation, 1));
  }
}
