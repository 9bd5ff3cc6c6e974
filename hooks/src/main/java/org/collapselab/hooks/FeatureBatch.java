package org.collapselab.hooks;

import java.util.Map;

/**
 * Features of one batch of samples. The arrays may be longer than needed and belong to the source,
 * which may reuse them: they hold these values only during {@link FeatureConsumer#accept}.
 */
public final class FeatureBatch {
  private final int rows;
  private final int[] labels;
  private final double[] logits;
  private final Map<Tap, double[]> features;

  /**
   * @param rows samples in the batch, ≥ 1
   * @param labels class of each row, in 0..K−1
   * @param logits outputs of the network, row-major rows×K; empty if {@link
   *     FeatureSource#hasLogits} is false
   * @param features per tap, row-major rows×d
   */
  public FeatureBatch(int rows, int[] labels, double[] logits, Map<Tap, double[]> features) {
    if (rows < 1) {
      throw new IllegalArgumentException("rows must be at least 1, got " + rows);
    }
    this.rows = rows;
    this.labels = labels;
    this.logits = logits;
    this.features = Map.copyOf(features);
  }

  /** Samples in the batch. */
  public int rows() {
    return rows;
  }

  /** Class of each row. */
  public int[] labels() {
    return labels;
  }

  /** Outputs of the network, row-major rows×K; empty if the source has none. */
  public double[] logits() {
    return logits;
  }

  /**
   * Features at a tap, row-major rows×d.
   *
   * @throws IllegalArgumentException if the batch has none for the tap
   */
  public double[] features(Tap tap) {
    double[] values = features.get(tap);
    if (values == null) {
      throw new IllegalArgumentException(
          "the batch has no features for " + tap + ", only for " + features.keySet());
    }
    return values;
  }
}
