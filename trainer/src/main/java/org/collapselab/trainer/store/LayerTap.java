package org.collapselab.trainer.store;

import java.util.Comparator;
import java.util.List;

/**
 * The place in a network that a row of a table describes: a layer, and {@code pre}, {@code post},
 * {@code weight} or {@code product}. Both are empty for the network as a whole.
 *
 * @param layer the layer's name or, in the tables of a sweep, its number
 */
public record LayerTap(String layer, String tap) {
  /** Column of the layer. */
  public static final String LAYER = "layer";

  /** Column of the tap. */
  public static final String TAP = "tap";

  /** The tap of a weight matrix. */
  public static final String WEIGHT = "weight";

  /** The network as a whole. */
  public static final LayerTap NETWORK = new LayerTap("", "");

  private static final List<String> TAPS = List.of("pre", "post", WEIGHT, "product");

  /** By tap, then by depth. */
  public static final Comparator<LayerTap> BY_TAP =
      Comparator.comparingInt((LayerTap m) -> Math.floorMod(TAPS.indexOf(m.tap), TAPS.size() + 1))
          .thenComparing(LayerTap::tap)
          .thenComparingDouble(LayerTap::depth)
          .thenComparing(LayerTap::layer);

  /**
   * Reads {@code layer:tap}; the empty text stands for the network.
   *
   * @throws IllegalArgumentException if it has another form
   */
  public static LayerTap of(String label) {
    if (label.isEmpty()) {
      return NETWORK;
    }
    int colon = label.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("\"%s\" is not LAYER:TAP".formatted(label));
    }
    return new LayerTap(label.substring(0, colon), label.substring(colon + 1));
  }

  /** {@code layer:tap}; empty for the network. */
  public String label() {
    return layer.isEmpty() ? "" : layer + ":" + tap;
  }

  /** Whether it is a weight matrix. */
  public boolean isWeight() {
    return tap.equals(WEIGHT);
  }

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
