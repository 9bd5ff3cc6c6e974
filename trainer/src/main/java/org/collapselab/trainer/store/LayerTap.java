package org.collapselab.trainer.store;

import java.util.Comparator;
import java.util.List;

/**
 * The place that a row of a table is about: a layer, and {@code pre}, {@code post}, {@code weight}
 * or {@code product}. Both are empty for the network as a whole.
 *
 * @param layer the layer's name or, in the tables of a sweep, its number
 */
public record LayerTap(String layer, String tap) {
  private static final List<String> TAPS = List.of("pre", "post", "weight", "product");

  /** By tap, then by depth. */
  public static final Comparator<LayerTap> BY_TAP =
      Comparator.comparingInt((LayerTap m) -> Math.floorMod(TAPS.indexOf(m.tap), TAPS.size() + 1))
          .thenComparing(LayerTap::tap)
          .thenComparingDouble(LayerTap::depth)
          .thenComparing(LayerTap::layer);

  /** The layer's number; infinite for a layer that has a name instead. */
  public double depth() {
    try {
      return Double.parseDouble(layer);
    } catch (NumberFormatException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  @Override
  public String toString() {
    return layer.isEmpty() ? "network" : layer + " " + tap;
  }
}
