package org.collapselab.trainer.report.sweep.data;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.trainer.report.page.Subscripts;

/**
 * A matrix of a trial: a layer's name and {@code pre}, {@code post}, {@code weight} or {@code
 * product}.
 */
public record LayerTap(String layer, String tap) {
  private static final List<String> TAPS = List.of("pre", "post", "weight", "product");

  /** By tap, then by depth. */
  public static final Comparator<LayerTap> BY_TAP =
      Comparator.comparingInt((LayerTap m) -> Math.floorMod(TAPS.indexOf(m.tap), TAPS.size() + 1))
          .thenComparing(LayerTap::tap)
          .thenComparingDouble(LayerTap::depth)
          .thenComparing(LayerTap::layer);

  static LayerTap of(CSVRecord row) {
    return new LayerTap(row.get("layer"), row.get("tap"));
  }

  /** The layer's number; infinite for a layer that has a name instead. */
  public double depth() {
    double depth = Trial.parse(layer);
    return Double.isNaN(depth) ? Double.POSITIVE_INFINITY : depth;
  }

  /** Symbol such as σ(M₂) where layers are numbered. */
  public String title() {
    if (tap.equals("product")) {
      return "product of all weights";
    }
    if (!layer.matches("\\d+")) {
      return (layer + " " + tap).strip();
    }
    return switch (tap) {
      case "pre" -> Subscripts.of("M_" + layer);
      case "post" -> Subscripts.of("σ(M_%s)".formatted(layer));
      case "weight" -> Subscripts.of("W_" + layer);
      default -> layer + " " + tap;
    };
  }
}
