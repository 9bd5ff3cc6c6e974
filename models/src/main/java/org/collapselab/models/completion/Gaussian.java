package org.collapselab.models.completion;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** Random matrices, the same for a seed on every platform. */
final class Gaussian {
  private Gaussian() {}

  /** Independent N(0, deviation²), row by row. */
  static DMatrixRMaj matrix(int rows, int columns, double deviation, Random random) {
    DMatrixRMaj drawn = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < drawn.data.length; i++) {
      drawn.data[i] = deviation * random.nextGaussian();
    }
    return drawn;
  }
}
