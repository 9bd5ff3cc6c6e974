package org.collapselab.trainer.report;

import org.collapselab.trainer.compare.Comparison;

/**
 * What is measured: a layer's name and {@code pre}, {@code post} or {@code weight}.
 *
 * <p>Both are empty for the whole network.
 */
record LayerTap(String layer, String tap) {
  static LayerTap of(Comparison.Layer layer) {
    return new LayerTap(layer.layer(), layer.tap());
  }

  @Override
  public String toString() {
    return layer.isEmpty() ? "network" : layer + " " + tap;
  }
}
