package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.DoubleStream;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.Palette;
import org.collapselab.reports.page.VegaLite;
import org.collapselab.reports.sweep.data.Outcomes;
import org.collapselab.trainer.store.sweep.Finding;

/**
 * Colours of the cells of a heat map, and of the text on them.
 *
 * @param categories in order; empty for numbers
 * @param low least value
 * @param high largest value
 */
record HeatColours(String column, List<String> categories, double low, double high) {
  static final String DARK = "#1c2127";
  static final String LIGHT = "#ffffff";

  /** Positive numbers that span more than this factor are coloured by their logarithm. */
  private static final double WIDE = 1000;

  static HeatColours of(String column, boolean numeric, List<HeatCell> cells) {
    if (!numeric) {
      List<String> categories = Outcomes.ordered(cells.stream().map(HeatCell::category));
      return new HeatColours(column, categories, 0, 1);
    }
    DoubleStream values =
        cells.stream().mapToDouble(HeatCell::value).filter(Double::isFinite).sorted();
    double[] sorted = values.toArray();
    if (sorted.length == 0) {
      return new HeatColours(column, List.of(), 0, 1);
    }
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    if (isRatio(column)) {
      double reach = Math.max(Math.max(Math.abs(low - 1), Math.abs(high - 1)), 1e-6);
      return new HeatColours(column, List.of(), 1 - reach, 1 + reach);
    }
    return new HeatColours(column, List.of(), low, high > low ? high : low + 1e-12 + Math.abs(low));
  }

  /** Whether the column is a ratio to the loss of DNC, so that the scale is centred at 1. */
  static boolean isRatio(String column) {
    return Finding.OVER_DNC.matches(column);
  }

  /** Encoding of the cells. */
  ObjectNode encoding() {
    if (!categories.isEmpty()) {
      return JsonTree.object(
          "field",
          "category",
          "type",
          "nominal",
          "title",
          column,
          "sort",
          JsonTree.array(categories),
          "scale",
          categoryScale(),
          "legend",
          legend());
    }
    ObjectNode colour = VegaLite.quantitative("value", column);
    colour.set("legend", JsonTree.object("gradientLength", 200, "format", ".4~g"));
    return colour.set("scale", scale());
  }

  private ObjectNode scale() {
    if (isRatio(column)) {
      ObjectNode scale = JsonTree.object("scheme", "redblue", "reverse", true);
      return scale.set("domain", JsonTree.array(low, high));
    }
    ObjectNode scale = VegaLite.viridis(0, 1).set("domain", JsonTree.array(low, high));
    return isLogarithmic() ? scale.put("type", "log") : scale;
  }

  private ObjectNode categoryScale() {
    List<String> colours = categories.stream().map(this::colour).toList();
    return Palette.scale(categories, colours);
  }

  private String colour(String category) {
    return Outcomes.known(category)
        ? Outcomes.colour(category)
        : Outcomes.DISTINCT.get(categories.indexOf(category) % Outcomes.DISTINCT.size());
  }

  private static ObjectNode legend() {
    return JsonTree.object("symbolType", "square", "symbolSize", 160);
  }

  private boolean isLogarithmic() {
    return low > 0 && high / low > WIDE;
  }

  /** Colour of text that is readable on the cell. */
  String ink(HeatCell cell) {
    if (!categories.isEmpty()) {
      return isDark(colour(cell.category())) ? LIGHT : DARK;
    }
    if (!Double.isFinite(cell.value())) {
      return DARK;
    }
    double place =
        isLogarithmic()
            ? Math.log(cell.value() / low) / Math.log(high / low)
            : (cell.value() - low) / (high - low);
    boolean dark = isRatio(column) ? Math.abs(place - 0.5) > 0.33 : place < 0.6;
    return dark ? LIGHT : DARK;
  }

  /** By relative luminance. */
  static boolean isDark(String hex) {
    int rgb = Integer.parseInt(hex.substring(1), 16);
    double luminance = 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
    return luminance < 140;
  }
}
