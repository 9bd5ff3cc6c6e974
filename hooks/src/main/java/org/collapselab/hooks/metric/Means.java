package org.collapselab.hooks.metric;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Global mean, centred means and Gram matrices of class means ({@code means: K×d, row k = μ_k}).
 */
public final class Means {
  private Means() {}

  /** μ_G = 1/K Σ_k μ_k: every class counts the same, so the centred means have rank ≤ K−1. */
  public static double[] global(DMatrixRMaj means) {
    InputChecks.requireMeans(means);
    double[] mean = Arrays.copyOf(means.data, means.numCols);
    // Summing deviations from μ_0 keeps the digits that a large common offset would cost.
    double[] deviation = new double[means.numCols];
    for (int k = 1; k < means.numRows; k++) {
      for (int i = 0; i < means.numCols; i++) {
        deviation[i] += means.data[k * means.numCols + i] - mean[i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] += deviation[i] / means.numRows;
    }
    return mean;
  }

  /** Rows μ_k − μ_G, K×d. */
  public static DMatrixRMaj centred(DMatrixRMaj means) {
    double[] global = global(means);
    DMatrixRMaj centred = means.copy();
    for (int k = 0; k < means.numRows; k++) {
      for (int i = 0; i < means.numCols; i++) {
        centred.data[k * means.numCols + i] -= global[i];
      }
    }
    return centred;
  }

  /** Raw Gram matrix ⟨μ_j, μ_k⟩, K×K. */
  public static DMatrixRMaj gram(DMatrixRMaj means) {
    InputChecks.requireMeans(means);
    return RowProducts.of(means, means);
  }

  /** Gram matrix ⟨μ_j − μ_G, μ_k − μ_G⟩ of the centred means, K×K. */
  public static DMatrixRMaj centredGram(DMatrixRMaj means) {
    return gram(centred(means));
  }
}
