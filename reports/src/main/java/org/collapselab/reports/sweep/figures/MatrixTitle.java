package org.collapselab.reports.sweep.figures;

import org.collapselab.reports.page.Subscripts;
import org.collapselab.trainer.store.LayerTap;

/** How a matrix of a trial is written over its panel. */
final class MatrixTitle {
  private MatrixTitle() {}

  /** Symbol such as σ(M₂) where layers are numbered. */
  static String of(LayerTap matrix) {
    String layer = matrix.layer();
    if (matrix.tap().equals("product")) {
      return "product of all weights";
    }
    if (!layer.matches("\\d+")) {
      return (layer + " " + matrix.tap()).strip();
    }
    return switch (matrix.tap()) {
      case "pre" -> Subscripts.of("M_" + layer);
      case "post" -> Subscripts.of("σ(M_%s)".formatted(layer));
      case "weight" -> Subscripts.of("W_" + layer);
      default -> layer + " " + matrix.tap();
    };
  }
}
