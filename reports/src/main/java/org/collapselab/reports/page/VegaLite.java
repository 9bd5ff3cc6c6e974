package org.collapselab.reports.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Parts of Vega-Lite specifications that several figures share. */
public final class VegaLite {
  private VegaLite() {}

  public static ObjectNode data(String dataset) {
    return JsonTree.object("name", dataset);
  }

  /** Transforms that keep the rows for which all these Vega expressions hold. */
  public static ArrayNode filters(String... expressions) {
    ArrayNode filters = JsonTree.array();
    for (String expression : expressions) {
      filters.add(JsonTree.object("filter", expression));
    }
    return filters;
  }

  public static ObjectNode quantitative(String field, String title) {
    return JsonTree.object("field", field, "type", "quantitative", "title", title);
  }

  /** Horizontal axis of training steps; a logarithmic one needs step 0 filtered out. */
  public static ObjectNode steps(String title, boolean logarithmic, int ticks) {
    ObjectNode axis = JsonTree.object("labelExpr", "format(datum.value, '~s')", "tickCount", ticks);
    axis.put("labelOverlap", "greedy").put("labelSeparation", 8);
    ObjectNode scale = JsonTree.object("type", logarithmic ? "log" : "linear", "nice", false);
    return quantitative("step", title).<ObjectNode>set("scale", scale).set("axis", axis);
  }

  /** Vertical logarithmic axis; the values must be filtered to be positive. */
  public static ObjectNode logarithmic(String title, int ticks) {
    return quantitative("value", title)
        .<ObjectNode>set("scale", JsonTree.object("type", "log"))
        .set("axis", JsonTree.object("format", "~g", "tickCount", ticks));
  }

  /**
   * Labels to the right of a chart, from rows with the fields {@code text}, {@code pixels} (from
   * the top) and {@code hue}.
   */
  public static ObjectNode labels(ArrayNode rows, int width) {
    ObjectNode mark =
        JsonTree.object("type", "text", "align", "left", "baseline", "middle", "dx", 8);
    ObjectNode pixels = JsonTree.object("field", "pixels", "type", "quantitative");
    pixels.putNull("scale").putNull("axis");
    return JsonTree.object(
        "data", JsonTree.object("values", rows),
        "mark", mark.put("fontWeight", 600),
        "encoding",
            JsonTree.object(
                "x", JsonTree.object("value", width),
                "y", pixels,
                "text", JsonTree.object("field", "text"),
                "color", hue()));
  }

  /** The colour that a row names itself in the field {@code hue}. */
  public static ObjectNode hue() {
    return JsonTree.object("field", "hue", "type", "nominal", "scale", null, "legend", null);
  }

  /** One panel per value of a field, in the given order, under the value as a heading. */
  public static ObjectNode facet(String field, List<String> order) {
    ObjectNode header = JsonTree.object("labelFontWeight", 600);
    return JsonTree.object(
        "field",
        field,
        "type",
        "nominal",
        "title",
        null,
        "sort",
        JsonTree.array(order),
        "header",
        header);
  }

  /** Colours from dark (0) to light (1), without the yellow that is hard to see on white paper. */
  public static ObjectNode viridis(double from, double to) {
    return JsonTree.object(
        "scheme", JsonTree.object("name", "viridis", "extent", JsonTree.array(from, to)));
  }
}
