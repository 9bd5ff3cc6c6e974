package org.collapselab.studies.nightly;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.Palette;
import org.collapselab.reports.page.VegaLite;
import org.collapselab.trainer.expect.Bound;

/**
 * One expectation over the nights.
 *
 * @param rows of one quantity, oldest first, at least one
 * @param nights all nights on the axis
 */
record ValueChart(List<HistoryRow> rows, List<String> nights) {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 130;
  private static final int MISSING_AT = HEIGHT - 7;
  private static final String MISSED = "#a4262c";
  private static final String ABSENT = "#8a939c";

  ObjectNode spec() {
    HistoryRow last = rows.get(rows.size() - 1);
    ChartRange range = ChartRange.of(rows);
    List<ObjectNode> layers = new ArrayList<>();
    layers.add(forbidden(range));
    layers.addAll(edges(Bound.parse(last.bound()), range));
    layers.add(mark(line(), "isValid(datum.value)", range));
    layers.add(mark(point(Palette.ACCENT, "circle", 36), "datum.met", range));
    layers.add(mark(point(MISSED, "cross", 90), "isValid(datum.value) && !datum.met", range));
    layers.add(absent());
    return JsonTree.object(
        "width", WIDTH,
        "height", HEIGHT,
        "title", title(last),
        "data", JsonTree.object("values", data()),
        "layer", JsonTree.array(layers));
  }

  /** The quantity above its bound: on one line, long titles would push the charts apart. */
  private static ObjectNode title(HistoryRow last) {
    ObjectNode title = JsonTree.object("text", JsonTree.array(last.expectation(), last.bound()));
    return title
        .put("anchor", "start")
        .put("frame", "group")
        .put("fontSize", 11)
        .put("limit", WIDTH);
  }

  private ArrayNode data() {
    ArrayNode data = JsonTree.array();
    for (HistoryRow row : rows) {
      data.add(
          JsonTree.object(
              "night", row.night(),
              "value", row.value(),
              "bound", row.bound(),
              "met", row.passed(),
              "state", row.state(),
              "commit", row.commit()));
    }
    return data;
  }

  /** The values that a night's bound excludes, up to the edges of the chart. */
  private ObjectNode forbidden(ChartRange range) {
    ArrayNode zones = JsonTree.array();
    for (HistoryRow row : rows) {
      Bound bound = Bound.parse(row.bound());
      if (Double.isFinite(bound.low())) {
        zones.add(zone(row, range.low(), bound.low()));
      }
      if (Double.isFinite(bound.high())) {
        zones.add(zone(row, bound.high(), range.high()));
      }
    }
    ObjectNode mark =
        JsonTree.object("type", "rect", "color", Palette.reference(0), "opacity", 0.13);
    return JsonTree.object(
        "data", JsonTree.object("values", zones),
        "mark", mark,
        "encoding",
            JsonTree.object(
                "x", x(), "y", range.axis("from"), "y2", JsonTree.object("field", "to")));
  }

  private static ObjectNode zone(HistoryRow row, double from, double to) {
    return JsonTree.object("night", row.night(), "from", from, "to", to);
  }

  private static List<ObjectNode> edges(Bound bound, ChartRange range) {
    List<ObjectNode> edges = new ArrayList<>();
    for (double edge :
        bound.low() == bound.high()
            ? new double[] {bound.low()}
            : new double[] {bound.low(), bound.high()}) {
      if (Double.isFinite(edge)) {
        ObjectNode mark = JsonTree.object("type", "rule", "strokeDash", JsonTree.array(6, 4));
        mark.put("color", Palette.reference(0)).put("strokeWidth", 1.3);
        edges.add(
            JsonTree.object(
                "data", JsonTree.object("values", JsonTree.array(JsonTree.object("edge", edge))),
                "mark", mark,
                "encoding", JsonTree.object("y", range.axis("edge"))));
      }
    }
    return edges;
  }

  private static ObjectNode line() {
    return JsonTree.object("type", "line", "strokeWidth", 1.3, "color", Palette.ACCENT);
  }

  private static ObjectNode point(String colour, String shape, int size) {
    ObjectNode mark =
        JsonTree.object("type", "point", "filled", true, "opacity", 1, "shape", shape);
    return mark.put("size", size).put("color", colour);
  }

  private ObjectNode mark(ObjectNode mark, String filter, ChartRange range) {
    ObjectNode encoding = JsonTree.object("x", x(), "y", range.axis("value"), "tooltip", tooltip());
    return JsonTree.object(
        "transform", VegaLite.filters(filter), "mark", mark, "encoding", encoding);
  }

  /** Nights without a value, at the bottom. */
  private ObjectNode absent() {
    ObjectNode encoding = JsonTree.object("x", x(), "tooltip", tooltip());
    encoding.set("y", JsonTree.object("value", MISSING_AT));
    return JsonTree.object(
        "transform", VegaLite.filters("!isValid(datum.value)"),
        "mark", point(ABSENT, "cross", 60),
        "encoding", encoding);
  }

  private ObjectNode x() {
    ObjectNode axis = JsonTree.object("labelExpr", "slice(datum.value, 5, 10)", "labelAngle", 0);
    axis.put("labelOverlap", "greedy").put("labelSeparation", 6).put("title", "");
    ObjectNode scale =
        JsonTree.object("type", "band", "padding", 0, "domain", JsonTree.array(nights));
    return JsonTree.object("field", "night", "type", "ordinal", "scale", scale, "axis", axis);
  }

  private static ArrayNode tooltip() {
    ArrayNode fields = JsonTree.array();
    for (String field : List.of("night", "value", "bound", "state", "commit")) {
      fields.add(JsonTree.object("field", field));
    }
    return fields;
  }
}
