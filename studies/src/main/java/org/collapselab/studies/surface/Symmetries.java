package org.collapselab.studies.surface;

import java.util.stream.IntStream;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.theory.Activation;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Directions that rotations of neurons move a point in, all of loss equal to its own. The loss does
 * not change if the neurons of layer l are rotated, W_{l−1} ← QW_{l−1} and W_l ← W_lQᵀ, where no
 * ReLU acts on them: in every layer of a linear model, in layer 1 with ReLU. If the columns of
 * W_{l−1} and the rows of W_l span r dimensions together, these rotations move the point in rd −
 * r(r+1)/2 directions, the dimension of the Stiefel manifold of r orthonormal vectors in d
 * dimensions.
 */
final class Symmetries {
  private static final double TOLERANCE = 1e-6; // of the largest singular value

  private Symmetries() {}

  /**
   * The number of these directions, where the factors' spans agree from layer to layer, as they do
   * at every critical point.
   */
  static int directions(DufmPoint point) {
    boolean linear = point.spec().activation() == Activation.LINEAR;
    return IntStream.rangeClosed(1, linear ? point.spec().depth() : 1)
        .map(layer -> ofLayer(point, layer))
        .sum();
  }

  private static int ofLayer(DufmPoint point, int layer) {
    DMatrixRMaj in = point.factors().get(layer - 1);
    DMatrixRMaj out = point.factors().get(layer);
    DMatrixRMaj both = new DMatrixRMaj(in.numRows, in.numCols + out.numRows);
    CommonOps_DDRM.insert(in, both, 0, 0);
    CommonOps_DDRM.insert(CommonOps_DDRM.transpose(out, null), both, 0, in.numCols);
    int rank = Spectrum.of(both).numericalRank(TOLERANCE);
    return rank * in.numRows - rank * (rank + 1) / 2;
  }
}
