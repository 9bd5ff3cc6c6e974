package org.collapselab.reports.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Matrices drawn as panels on one colour scale from −1 to 1.
 *
 * @param columns panels side by side
 * @param width of a panel, in pixels
 * @param height of a panel, in pixels
 */
public record HeatMap(int columns, int width, int height, String rowTitle, String columnTitle) {

  /** Rows of a matrix, divided by its largest absolute value; rows and columns count from 0. */
  public static void add(Dataset dataset, String panel, DMatrixRMaj matrix) {
    double largest = CommonOps_DDRM.elementMaxAbs(matrix);
    double scale = largest > 0 ? 1 / largest : 1;
    ArrayNode rows = JsonTree.array();
    ArrayNode columns = JsonTree.array();
    ArrayNode values = JsonTree.array();
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        rows.add(i);
        columns.add(j);
        values.addAll(JsonTree.array(Math.round(1e4 * scale * matrix.get(i, j)) / 1e4));
      }
    }
    dataset.block(
        JsonTree.object("panel", panel),
        JsonTree.object("row", rows, "column", columns, "value", values));
  }

  /** The given panels of a dataset. */
  public ObjectNode spec(String dataset, List<String> panels) {
    ObjectNode scale =
        JsonTree.object("domain", JsonTree.array(-1, 1), "scheme", "redblue", "reverse", true);
    ObjectNode colour = VegaLite.quantitative("value", null);
    colour.set("scale", scale);
    colour.set("legend", JsonTree.object("gradientLength", height));
    ObjectNode panel =
        JsonTree.object(
            "width",
            width,
            "height",
            height,
            "mark",
            JsonTree.object("type", "rect", "tooltip", true),
            "encoding",
            JsonTree.object(
                "x", axis("column", columnTitle), "y", axis("row", rowTitle), "color", colour));
    ObjectNode only = JsonTree.object("field", "panel", "oneOf", JsonTree.array(panels));
    return JsonTree.object(
        "data", VegaLite.data(dataset),
        "transform", JsonTree.array(JsonTree.object("filter", only)),
        "facet", VegaLite.facet("panel", panels),
        "columns", columns,
        "spec", panel,
        "resolve", JsonTree.object("scale", JsonTree.object("x", "independent")));
  }

  private static ObjectNode axis(String field, String title) {
    ObjectNode axis = JsonTree.object("labelAngle", 0, "ticks", false, "domain", false);
    axis.put("labelOverlap", true).put("labelSeparation", 4);
    return JsonTree.object("field", field, "type", "ordinal", "title", title, "axis", axis);
  }
}
