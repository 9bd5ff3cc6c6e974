package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.VegaLite;
import org.collapselab.trainer.config.FigureConfig;

/** One column as a grid of cells, with the values as text if they fit. */
record HeatChart(
    FigureConfig figure, List<String> panels, List<String> x, List<String> y, HeatColours colours) {
  private static final int LEAST_WIDTH_OF_TEXT = 38;
  private static final int LEAST_HEIGHT_OF_TEXT = 16;

  ObjectNode spec(String dataset, String column) {
    int columns = panels.size() == 1 ? 1 : panels.size() == 2 || panels.size() == 4 ? 2 : 3;
    int room = 840 / columns - 60;
    int width = Math.min(room, Math.max(80, 64 * x.size()));
    int height = Math.min(420, Math.max(60, 30 * y.size()));
    Panels layout = new Panels(panels, columns, width, height);
    ObjectNode spec =
        layout.draw(
            heading -> panel(dataset, column, heading, width / x.size(), height / y.size()));
    return spec;
  }

  private ObjectNode panel(
      String dataset, String column, String heading, int cellWidth, int cellHeight) {
    List<ObjectNode> layers = new ArrayList<>(List.of(empty(), cells(column)));
    if (cellWidth >= LEAST_WIDTH_OF_TEXT && cellHeight >= LEAST_HEIGHT_OF_TEXT) {
      layers.add(text(HeatColours.DARK));
      layers.add(text(HeatColours.LIGHT));
    }
    ArrayNode filter =
        JsonTree.array(
            JsonTree.object("filter", JsonTree.object("field", "panel", "equal", heading)));
    ObjectNode encoding =
        JsonTree.object(
            "x", axis("x", figure.x(), x),
            "y",
                axis(
                    "y",
                    figure.y().get(0),
                    IntStream.range(0, y.size()).mapToObj(i -> y.get(y.size() - 1 - i)).toList()));
    return JsonTree.object(
        "data",
        VegaLite.data(dataset),
        "transform",
        filter,
        "encoding",
        encoding,
        "layer",
        JsonTree.array(layers));
  }

  /** Cells without a value: none of their trials has completed. */
  private ObjectNode empty() {
    ObjectNode mark = JsonTree.object("type", "rect", "color", "#eef1f4", "stroke", "#ffffff");
    return JsonTree.object("mark", mark, "encoding", tooltip("trials"));
  }

  private ObjectNode cells(String column) {
    ObjectNode encoding = tooltip(column);
    encoding.set("color", colours.encoding());
    return JsonTree.object(
        "transform", VegaLite.filters("isValid(datum.value)"),
        "mark", JsonTree.object("type", "rect", "stroke", "#ffffff", "strokeWidth", 1),
        "encoding", encoding);
  }

  private ObjectNode tooltip(String column) {
    return JsonTree.object(
        "tooltip",
        JsonTree.array(
            JsonTree.object("field", "x", "title", figure.x()),
            JsonTree.object("field", "y", "title", figure.y().get(0)),
            JsonTree.object("field", "tip", "title", column)));
  }

  private static ObjectNode text(String ink) {
    return JsonTree.object(
        "transform", VegaLite.filters("datum.ink === '%s'".formatted(ink)),
        "mark", JsonTree.object("type", "text", "fontSize", 11, "color", ink),
        "encoding", JsonTree.object("text", JsonTree.object("field", "text")));
  }

  private static ObjectNode axis(String field, String title, List<String> order) {
    ObjectNode axis = JsonTree.object("labelAngle", 0, "ticks", false, "domain", false);
    axis.put("labelOverlap", "greedy").put("labelSeparation", 4);
    return JsonTree.object(
        "field",
        field,
        "type",
        "ordinal",
        "title",
        title,
        "sort",
        JsonTree.array(order),
        "axis",
        axis);
  }
}
