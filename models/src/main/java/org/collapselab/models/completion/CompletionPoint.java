package org.collapselab.models.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Weights of the network.
 *
 * @param layers W_1 (width×columns), W_2 … W_{L−1} (width×width), W_L (rows×width); shared, not to
 *     be changed
 */
public record CompletionPoint(List<DMatrixRMaj> layers) {

  /**
   * Keeps the matrices.
   *
   * @throws IllegalArgumentException if there are fewer than 2
   */
  public CompletionPoint {
    layers = List.copyOf(layers);
    Check.that(layers.size() >= 2, "at least 2 layers are needed, got %d", layers.size());
  }

  /** W_l ~ N(0, scale²/width), W_1 first; independent of the problem of the same seed. */
  public static CompletionPoint random(CompletionSpec spec, double scale, long seed) {
    Random random = RandomPart.START.of(seed);
    double deviation = scale / Math.sqrt(spec.width());
    List<DMatrixRMaj> layers = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      layers.add(Gaussian.matrix(spec.rowsOf(l), spec.columnsOf(l), deviation, random));
    }
    return new CompletionPoint(layers);
  }

  /** A = W_L ⋯ W_1. */
  public DMatrixRMaj product() {
    DMatrixRMaj product = layers.get(0);
    for (DMatrixRMaj layer : layers.subList(1, layers.size())) {
      product = CommonOps_DDRM.mult(layer, product, null);
    }
    return product;
  }

  CompletionPoint copy() {
    return new CompletionPoint(layers.stream().map(DMatrixRMaj::copy).toList());
  }

  void requireShapeOf(CompletionSpec spec) {
    boolean fits = layers.size() == spec.depth();
    for (int l = 1; fits && l <= spec.depth(); l++) {
      DMatrixRMaj layer = layers.get(l - 1);
      fits = layer.numRows == spec.rowsOf(l) && layer.numCols == spec.columnsOf(l);
    }
    Check.that(fits, "the layers' shapes do not fit %s", spec);
  }
}
