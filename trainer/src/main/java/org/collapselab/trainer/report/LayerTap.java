package org.collapselab.trainer.report;

/**
 * What is measured: a layer's name and {@code pre}, {@code post} or {@code weight}.
 *
 * <p>Both are empty for the whole network.
 */
record LayerTap(String layer, String tap) {
  @Override
  public String toString() {
    return layer.isEmpty() ? "network" : layer + " " + tap;
  }
}
