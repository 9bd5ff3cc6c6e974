package org.collapselab.hooks.chance;

import java.util.Random;
import org.collapselab.hooks.metric.Means;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;

/**
 * Class means M = UV of a given rank r, U d×r and V r×K standard Gaussian: σ(M) if they are
 * rectified, else M.
 *
 * @param classes K
 * @param rank r of M, before the ReLU; in 1 … min(d, K)
 * @param width d; {@link #MOST_WIDTH} stands for anything wider
 * @param rectified whether they pass a ReLU
 */
public record RandomMeans(int classes, int rank, int width, boolean rectified)
    implements NullModel {
  /** From here on the Gram matrix of σ(M) hardly depends on d. */
  public static final int MOST_WIDTH = 256;

  public RandomMeans {
    width = Math.min(width, MOST_WIDTH);
    if (rank < 1 || rank > Math.min(width, classes)) {
      throw new IllegalArgumentException(
          "rank must be in 1 … %d, got %d".formatted(Math.min(width, classes), rank));
    }
  }

  /**
   * Those to compare measured class means with.
   *
   * @param means K×d, row k = μ_k; if no entry is negative, they count as rectified
   * @param rank of M_l, before the activation; 1 if it is less, and at most K and d
   */
  public static RandomMeans like(DMatrixRMaj means, int rank) {
    int most = Math.min(Math.min(means.numCols, MOST_WIDTH), means.numRows);
    return new RandomMeans(
        means.numRows,
        Math.max(1, Math.min(rank, most)),
        means.numCols,
        CommonOps_DDRM.elementMin(means) >= 0);
  }

  @Override
  public DMatrixRMaj draw(Random random) {
    DMatrixRMaj left = RandomMatrices_DDRM.rectangleGaussian(classes, rank, 0, 1, random);
    DMatrixRMaj right = RandomMatrices_DDRM.rectangleGaussian(rank, width, 0, 1, random);
    DMatrixRMaj means = new DMatrixRMaj(classes, width);
    CommonOps_DDRM.mult(left, right, means);
    if (rectified) {
      for (int i = 0; i < means.getNumElements(); i++) {
        means.data[i] = Math.max(0, means.data[i]);
      }
    }
    return Means.gram(means);
  }
}
