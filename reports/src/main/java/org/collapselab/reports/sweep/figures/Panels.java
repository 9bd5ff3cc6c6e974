package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.collapselab.reports.page.JsonTree;

/**
 * Charts side by side, each with its own axes and a heading.
 *
 * @param headings one per chart; an empty one is left out
 * @param columns charts side by side
 * @param width of a chart's data, in pixels
 * @param height of a chart's data, in pixels
 */
record Panels(List<String> headings, int columns, int width, int height) {
  private static final int LABELS = 115;
  private static final int AXIS = 75;
  private static final int PAGE = 985;

  /** Fits the charts onto the page; {@code labels}: with room for names of lines on the right. */
  static Panels of(List<String> headings, boolean labels) {
    if (headings.size() == 1) {
      return new Panels(headings, 1, 780, 320);
    }
    int columns = headings.size() == 2 || headings.size() == 4 || labels ? 2 : 3;
    int width = PAGE / columns - AXIS - (labels ? LABELS : 0);
    return new Panels(headings, columns, width, columns == 2 ? 240 : 190);
  }

  /** All charts; {@code chart} draws the one of a heading. */
  ObjectNode draw(Function<String, ObjectNode> chart) {
    List<ObjectNode> charts = new ArrayList<>();
    for (String heading : headings) {
      ObjectNode drawn = chart.apply(heading).put("width", width).put("height", height);
      charts.add(heading.isEmpty() ? drawn : drawn.set("title", title(heading)));
    }
    return JsonTree.object("concat", JsonTree.array(charts), "columns", columns, "spacing", 28);
  }

  /** Ticks of a vertical axis; small numbers as powers of ten where the axis is logarithmic. */
  static ObjectNode ticks(boolean logarithmic) {
    ObjectNode axis = JsonTree.object("tickCount", logarithmic ? 6 : 5);
    return logarithmic
        ? axis.put("labelExpr", "format(datum.value, datum.value < 0.001 ? '~e' : '~g')")
        : axis;
  }

  private static ObjectNode title(String heading) {
    return JsonTree.object(
        "text", heading, "fontSize", 12, "fontWeight", 600, "color", "#1c2127", "offset", 8);
  }
}
