package org.collapselab.trainer.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** A set of matrices drawn side by side on one colour scale from −1 to 1. */
final class HeatMaps {
  /** With more cells than this in all, the panels are shown one at a time. */
  private static final int CELLS_AT_ONCE = 20_000;

  private final String id;
  private final int facetColumns;
  private final int width;
  private final int height;
  private final String columnTitle;
  private final Dataset dataset = new Dataset();
  private final List<String> panels = new ArrayList<>();
  private int cells;

  HeatMaps(String id, int facetColumns, int width, int height, String columnTitle) {
    this.id = id;
    this.facetColumns = facetColumns;
    this.width = width;
    this.height = height;
    this.columnTitle = columnTitle;
  }

  /** Adds a matrix, divided by its largest absolute value; rows and columns count from 0. */
  void add(String panel, DMatrixRMaj matrix) {
    double largest = CommonOps_DDRM.elementMaxAbs(matrix);
    double scale = largest > 0 ? 1 / largest : 1;
    ArrayNode rows = Json.array();
    ArrayNode columns = Json.array();
    ArrayNode values = Json.array();
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        rows.add(i);
        columns.add(j);
        values.addAll(Json.array(Math.round(1e4 * scale * matrix.get(i, j)) / 1e4));
      }
    }
    dataset.block(
        Json.object("panel", panel), Json.object("row", rows, "column", columns, "value", values));
    panels.add(panel);
    cells += matrix.getNumElements();
  }

  Figure figure(String title, Html caption) {
    List<Figure.Choice> choices = new ArrayList<>();
    if (cells <= CELLS_AT_ONCE) {
      choices.add(new Figure.Choice("all layers", spec(panels, 1)));
    } else {
      panels.forEach(panel -> choices.add(new Figure.Choice(panel, spec(List.of(panel), 2))));
    }
    return new Figure(id, title, Map.of(id, dataset), choices, caption);
  }

  private ObjectNode spec(List<String> shown, int magnification) {
    ObjectNode scale =
        Json.object("domain", Json.array(-1, 1), "scheme", "redblue", "reverse", true);
    ObjectNode colour = Spec.quantitative("value", null);
    colour.set("scale", scale);
    colour.set("legend", Json.object("gradientLength", height * magnification));
    ObjectNode panel =
        Json.object(
            "width",
            width * magnification,
            "height",
            height * magnification,
            "mark",
            Json.object("type", "rect", "tooltip", true),
            "encoding",
            Json.object(
                "x", axis("column", columnTitle), "y", axis("row", "class"), "color", colour));
    ObjectNode only = Json.object("field", "panel", "oneOf", Json.array(shown));
    return Json.object(
        "data", Spec.data(id),
        "transform", Json.array(Json.object("filter", only)),
        "facet", Spec.facet("panel", shown),
        "columns", facetColumns,
        "spec", panel,
        "resolve", Json.object("scale", Json.object("x", "independent")));
  }

  private static ObjectNode axis(String field, String title) {
    ObjectNode axis = Json.object("labelAngle", 0, "ticks", false, "domain", false);
    axis.put("labelOverlap", true).put("labelSeparation", 4);
    return Json.object("field", field, "type", "ordinal", "title", title, "axis", axis);
  }
}
