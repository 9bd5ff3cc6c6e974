package org.collapselab.hooks;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/**
 * The weight matrix of a layer.
 *
 * @param weights W_l, d_out×d_in: row i holds the weights of output i
 * @param lambda λ_l ≥ 0, as in ½ λ_l‖W_l‖_F²
 * @param input tap on what the layer multiplies; in a ReLU head the post side of the layer before.
 *     Alignment with the class means is measured where the source has this tap
 */
public record WeightView(String layer, DMatrixRMaj weights, double lambda, Tap input) {
  public WeightView {
    if (MatrixFeatures_DDRM.hasUncountable(weights)) {
      throw new IllegalArgumentException(
          "the weights of " + layer + " contain NaN or infinity; training diverged");
    }
    if (!(lambda >= 0 && Double.isFinite(lambda))) {
      throw new IllegalArgumentException(
          "lambda of " + layer + " must be finite and at least 0, got " + lambda);
    }
  }
}
