package org.collapselab.reports.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.VegaLite;

/** The views of Figure 3, one small panel per layer and tap. */
final class SpectrumCharts {
  private static final int WIDTH = 250;
  private static final int HEIGHT = 130;
  private static final int COLUMNS = 3;

  private SpectrumCharts() {}

  /** Rows of panel, kind (measured or a reference), index and value. */
  static ObjectNode atEnd(String dataset, List<String> panels, ObjectNode colours) {
    ObjectNode index = VegaLite.quantitative("index", "index i");
    index.set("scale", JsonTree.object("nice", false, "padding", 8, "zero", false));
    index.set("axis", JsonTree.object("tickMinStep", 1, "format", "d", "grid", false));
    // Padding keeps the top tick label, and with it the panel's heading, inside the panel.
    ObjectNode value = VegaLite.quantitative("value", "σᵢ");
    value.set("scale", JsonTree.object("nice", false, "padding", 7));
    value.set("axis", JsonTree.object("tickCount", 4));
    ObjectNode legend = JsonTree.object("orient", "top", "symbolType", "circle");
    ObjectNode encoding =
        JsonTree.object(
            "x", index,
            "y", value,
            "color",
                JsonTree.object(
                    "field", "kind", "title", null, "scale", colours, "legend", legend));
    ObjectNode predicted =
        JsonTree.object(
            "transform", VegaLite.filters("datum.kind !== 'measured'"),
            "mark", JsonTree.object("type", "line", "interpolate", "step"));
    ObjectNode point = JsonTree.object("type", "point", "filled", true, "size", 36, "opacity", 1);
    ObjectNode measured =
        JsonTree.object(
            "transform", VegaLite.filters("datum.kind === 'measured'"),
            "mark", point.put("tooltip", true));
    ObjectNode view =
        JsonTree.object("encoding", encoding, "layer", JsonTree.array(predicted, measured));
    return facets(dataset, panels, view, JsonTree.array());
  }

  /** Rows of panel, index, step and value; values up to {@code floor} are left out. */
  static ObjectNode overTraining(String dataset, List<String> panels, double floor) {
    ObjectNode colour = VegaLite.quantitative("index", "index i");
    colour.set("legend", JsonTree.object("tickMinStep", 1, "format", "d"));
    colour.set("scale", VegaLite.viridis(0, 0.85));
    ObjectNode encoding =
        JsonTree.object(
            "x", VegaLite.steps("step", false, 4),
            "y", VegaLite.logarithmic("σᵢ", 4),
            "detail", JsonTree.object("field", "index"),
            "color", colour);
    ObjectNode view = JsonTree.object("mark", "line", "encoding", encoding);
    return facets(dataset, panels, view, VegaLite.filters("datum.value > " + floor));
  }

  private static ObjectNode facets(
      String dataset, List<String> panels, ObjectNode view, ArrayNode transform) {
    ObjectNode independent = JsonTree.object("x", "independent", "y", "independent");
    return JsonTree.object(
        "data", VegaLite.data(dataset),
        "transform", transform,
        "facet", VegaLite.facet("panel", panels),
        "columns", COLUMNS,
        "bounds", "flush",
        "spacing", JsonTree.object("row", 88, "column", 60),
        "spec", view.put("width", WIDTH).put("height", HEIGHT),
        "resolve", JsonTree.object("scale", independent));
  }
}
