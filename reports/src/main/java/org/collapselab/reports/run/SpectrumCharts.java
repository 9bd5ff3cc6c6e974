package org.collapselab.reports.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.collapselab.reports.page.Json;
import org.collapselab.reports.page.Spec;

/** The views of Figure 3, one small panel per layer and tap. */
final class SpectrumCharts {
  private static final int WIDTH = 250;
  private static final int HEIGHT = 130;
  private static final int COLUMNS = 3;

  private SpectrumCharts() {}

  /** Rows of panel, kind (measured or a reference), index and value. */
  static ObjectNode atEnd(String dataset, List<String> panels, ObjectNode colours) {
    ObjectNode index = Spec.quantitative("index", "index i");
    index.set("scale", Json.object("nice", false, "padding", 8, "zero", false));
    index.set("axis", Json.object("tickMinStep", 1, "format", "d", "grid", false));
    // Padding keeps the topmost tick label, and with it the panel's heading, inside the panel.
    ObjectNode value = Spec.quantitative("value", "σᵢ");
    value.set("scale", Json.object("nice", false, "padding", 7));
    value.set("axis", Json.object("tickCount", 4));
    ObjectNode legend = Json.object("orient", "top", "symbolType", "circle");
    ObjectNode encoding =
        Json.object(
            "x", index,
            "y", value,
            "color",
                Json.object("field", "kind", "title", null, "scale", colours, "legend", legend));
    ObjectNode predicted =
        Json.object(
            "transform", Spec.filters("datum.kind !== 'measured'"),
            "mark", Json.object("type", "line", "interpolate", "step"));
    ObjectNode point = Json.object("type", "point", "filled", true, "size", 36, "opacity", 1);
    ObjectNode measured =
        Json.object(
            "transform", Spec.filters("datum.kind === 'measured'"),
            "mark", point.put("tooltip", true));
    ObjectNode view = Json.object("encoding", encoding, "layer", Json.array(predicted, measured));
    return facets(dataset, panels, view, Json.array());
  }

  /** Rows of panel, index, step and value; values up to {@code floor} are left out. */
  static ObjectNode overTraining(String dataset, List<String> panels, double floor) {
    ObjectNode colour = Spec.quantitative("index", "index i");
    colour.set("legend", Json.object("tickMinStep", 1, "format", "d"));
    colour.set("scale", Spec.viridis(0, 0.85));
    ObjectNode encoding =
        Json.object(
            "x", Spec.steps("step", false, 4),
            "y", Spec.logarithmic("σᵢ", 4),
            "detail", Json.object("field", "index"),
            "color", colour);
    ObjectNode view = Json.object("mark", "line", "encoding", encoding);
    return facets(dataset, panels, view, Spec.filters("datum.value > " + floor));
  }

  private static ObjectNode facets(
      String dataset, List<String> panels, ObjectNode view, ArrayNode transform) {
    ObjectNode independent = Json.object("x", "independent", "y", "independent");
    return Json.object(
        "data", Spec.data(dataset),
        "transform", transform,
        "facet", Spec.facet("panel", panels),
        "columns", COLUMNS,
        "bounds", "flush",
        "spacing", Json.object("row", 88, "column", 60),
        "spec", view.put("width", WIDTH).put("height", HEIGHT),
        "resolve", Json.object("scale", independent));
  }
}
