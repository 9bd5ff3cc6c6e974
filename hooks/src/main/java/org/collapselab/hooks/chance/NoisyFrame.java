package org.collapselab.hooks.chance;

import java.util.Random;
import org.collapselab.hooks.metric.MeanGeometry;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;

/**
 * Class means I + εN, N standard Gaussian K×K, with ε such that the entries of the Gram matrix
 * correlate with those of I as given; N alone where even that correlates more. Without a ReLU,
 * after which the noise would score less.
 *
 * @param classes K
 * @param correlation with I, in [0, 0.95]
 */
public record NoisyFrame(int classes, double correlation) implements NullModel {
  private static final double STEP = 0.05;
  private static final double LARGEST = 0.95;
  private static final int BISECTIONS = 20;

  /**
   * The one to compare measured class means with. The correlation is rounded to 0.05, at most 0.95,
   * since the scores off the diagonal hardly depend on it and not at all on the scale of the noise.
   *
   * @param classes K
   * @param correlation {@link MeanGeometry#ORTHOGONAL_FRAME}'s score
   */
  public static NoisyFrame like(int classes, double correlation) {
    double rounded = STEP * Math.rint(correlation / STEP);
    return new NoisyFrame(classes, Math.max(0, Math.min(rounded, LARGEST)));
  }

  @Override
  public DMatrixRMaj draw(Random random) {
    DMatrixRMaj noise = RandomMatrices_DDRM.rectangleGaussian(classes, classes, 0, 1, random);
    double low = 0;
    double high = 1;
    DMatrixRMaj gram = gram(noise, high);
    if (correlation(gram) < correlation) {
      for (int i = 0; i < BISECTIONS; i++) {
        double share = (low + high) / 2;
        gram = gram(noise, share);
        if (correlation(gram) < correlation) {
          high = share;
        } else {
          low = share;
        }
      }
    }
    return gram;
  }

  /** Gram matrix of (1 − s)I + sN. */
  private static DMatrixRMaj gram(DMatrixRMaj noise, double share) {
    DMatrixRMaj means = CommonOps_DDRM.identity(noise.numRows);
    CommonOps_DDRM.add(1 - share, means, share, noise, means);
    DMatrixRMaj gram = means.createLike();
    CommonOps_DDRM.multTransB(means, means, gram);
    return gram;
  }

  /** Of the entries with those of I. */
  private static double correlation(DMatrixRMaj gram) {
    double classes = gram.numRows;
    double sum = CommonOps_DDRM.elementSum(gram);
    double inner = CommonOps_DDRM.trace(gram) - sum / classes;
    double variation = Math.pow(NormOps_DDRM.normF(gram), 2) - Math.pow(sum / classes, 2);
    return inner / Math.sqrt(variation * (classes - 1));
  }
}
