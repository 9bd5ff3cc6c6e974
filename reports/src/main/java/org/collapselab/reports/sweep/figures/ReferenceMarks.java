package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.reports.page.AxisLabels;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.page.ValueAxis;
import org.collapselab.reports.page.VegaLite;
import org.collapselab.reports.sweep.data.TrialGroup;

/** Horizontal lines at the losses of reference solutions, with their names next to them. */
record ReferenceMarks(List<Mark> marks) {
  private static final int MOST_LABELS = 8;

  /** Least distance between labels, in pixels. */
  static final int LABEL_GAP = 14;

  /** One line; {@code whose} is empty if it applies to the whole panel. */
  private record Mark(ReferenceLine line, double value, String whose) {
    String text() {
      return "%s %s".formatted(line.label(), whose.isEmpty() ? Numbers.format(value) : whose);
    }
  }

  /** The marks for the groups of a panel; values that agree to nine digits share a line. */
  static ReferenceMarks of(List<TrialGroup> groups, List<ReferenceLine> lines) {
    List<Mark> marks = new ArrayList<>();
    for (ReferenceLine line : lines) {
      Map<String, Mark> distinct = new LinkedHashMap<>();
      for (TrialGroup group : groups) {
        double value = group.spread(line.column()).mean();
        if (Double.isFinite(value)) {
          distinct.putIfAbsent(
              "%.8e".formatted(value), new Mark(line, value, "(" + group.title() + ")"));
        }
      }
      distinct
          .values()
          .forEach(m -> marks.add(distinct.size() > 1 ? m : new Mark(line, m.value, "")));
    }
    return new ReferenceMarks(marks);
  }

  /** Whether there are lines to name, but not too many. */
  boolean isLabelled() {
    return !marks.isEmpty() && marks.size() <= MOST_LABELS;
  }

  /** Whether there are too many lines to name. */
  boolean isCrowded() {
    return marks.size() > MOST_LABELS;
  }

  double[] values() {
    return marks.stream().mapToDouble(Mark::value).toArray();
  }

  /** Layers of a chart of this size; lines beyond the axis are left out. */
  List<ObjectNode> layers(String quantity, ValueAxis axis, Panels panels) {
    List<Mark> visible =
        marks.stream().filter(m -> m.value >= axis.low() && m.value <= axis.high()).toList();
    if (visible.isEmpty()) {
      return List.of();
    }
    ArrayNode rows = rows(visible, axis, panels.height());
    List<ObjectNode> layers = new ArrayList<>(List.of(rules(rows, quantity)));
    if (visible.size() <= MOST_LABELS) {
      layers.add(labels(rows, panels.width()));
    }
    return layers;
  }

  private static ArrayNode rows(List<Mark> marks, ValueAxis axis, int height) {
    List<Double> wishes = marks.stream().map(m -> axis.pixels(m.value, height)).toList();
    double[] pixels = AxisLabels.spread(wishes, LABEL_GAP, height);
    ArrayNode rows = JsonTree.array();
    for (int i = 0; i < pixels.length; i++) {
      Mark mark = marks.get(i);
      ObjectNode row = JsonTree.object("text", mark.text(), "hue", mark.line.colour());
      row.put(
          "tip",
          "%s %s %s".formatted(mark.line.label(), mark.whose, Numbers.format(mark.value, 6)));
      rows.add(row.put("value", mark.value).put("pixels", pixels[i]));
    }
    return rows;
  }

  private static ObjectNode rules(ArrayNode rows, String quantity) {
    return JsonTree.object(
        "data", JsonTree.object("values", rows),
        "mark",
            JsonTree.object("type", "rule", "strokeDash", JsonTree.array(6, 4), "strokeWidth", 1.3),
        "encoding",
            JsonTree.object(
                "y",
                VegaLite.quantitative("value", quantity),
                "color",
                VegaLite.hue(),
                "tooltip",
                JsonTree.object("field", "tip")));
  }

  /** Smaller and closer than beside a chart of full width. */
  static ObjectNode labels(ArrayNode rows, int width) {
    ObjectNode labels = VegaLite.labels(rows, width);
    labels.withObject("/mark").put("dx", 6).put("fontSize", 11);
    return labels;
  }
}
