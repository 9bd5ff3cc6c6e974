package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.reports.page.AxisLabels;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.ValueAxis;
import org.collapselab.reports.page.VegaLite;
import org.collapselab.reports.sweep.data.LineColumn;
import org.collapselab.reports.sweep.data.TrialGroup;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;

/** One column against the horizontal axis. */
record LineChart(
    Trials trials,
    FigureConfig figure,
    Grouping grouping,
    List<ReferenceLine> references,
    LineColumn column,
    List<LinePoint> points,
    boolean ordinal) {
  /** With more values than this the axis chooses its own ticks. */
  private static final int MOST_TICKS = 14;

  ObjectNode spec(String dataset) {
    Panels panels = Panels.of(grouping.panels(), !references.isEmpty());
    return panels.draw(heading -> panel(dataset, heading, panels));
  }

  private ObjectNode panel(String dataset, String heading, Panels panels) {
    int columns = panels.columns();
    List<LinePoint> shown =
        points.stream().filter(point -> point.group().panel().equals(heading)).toList();
    List<TrialGroup> groups = grouping.groups(heading);
    ArrayNode filter = filter(heading);
    List<ObjectNode> layers = new ArrayList<>();
    if (!column.isShare()) {
      layers.add(faint(dataset + "-trials", filter, columns));
    }
    ObjectNode y = VegaLite.quantitative("value", column.title());
    ValueAxis axis = axis(shown, groups);
    y.set("scale", axis.scale());
    y.set("axis", yAxis());
    layers.add(mark(dataset, filter, "line", 1.6, columns).set("encoding", encoding(columns, y)));
    layers.add(bars(dataset, filter, columns));
    layers.add(dots(dataset, filter, columns));
    for (ReferenceLine reference : references) {
      layers.add(dashes(reference, groups, columns));
    }
    List<Ending> endings = endings(groups, axis);
    if (!endings.isEmpty()) {
      layers.add(names(endings, axis, panels));
    }
    return JsonTree.object("layer", JsonTree.array(layers));
  }

  private ObjectNode yAxis() {
    ObjectNode axis = Panels.ticks(isLogarithmic());
    return column.isShare() ? axis.put("format", "%") : axis;
  }

  private boolean isLogarithmic() {
    return figure.logY() && !column.isShare();
  }

  private ValueAxis axis(List<LinePoint> shown, List<TrialGroup> groups) {
    if (column.isShare()) {
      return new ValueAxis(false, 0, 1);
    }
    Range range = new Range(isLogarithmic());
    for (LinePoint p : shown) {
      range.add(p.value(), p.high());
      range.add(isLogarithmic() ? Math.max(p.low(), p.value() / 10) : p.low());
      range.add(p.group().numbers(column.name()).toArray());
    }
    for (ReferenceLine reference : references) {
      groups.forEach(group -> range.add(group.spread(reference.column()).mean()));
    }
    return range.axis();
  }

  private ArrayNode filter(String heading) {
    ArrayNode filter =
        JsonTree.array(
            JsonTree.object("filter", JsonTree.object("field", "panel", "equal", heading)));
    filter.add(
        JsonTree.object("filter", isLogarithmic() ? "datum.value > 0" : "isValid(datum.value)"));
    if (figure.logX() && !ordinal) {
      filter.add(JsonTree.object("filter", "datum.x > 0"));
    }
    if (isLogarithmic()) {
      filter.add(JsonTree.object("calculate", "max(datum.low, datum.value / 10)", "as", "low"));
    }
    return filter;
  }

  private ObjectNode encoding(int columns, ObjectNode y) {
    ObjectNode encoding = JsonTree.object("x", x(columns), "y", y);
    encoding.set("detail", JsonTree.object("field", "rest"));
    if (ordinal) {
      encoding.set("xOffset", offset());
    }
    return encoding.set("color", grouping.colouring().encoding());
  }

  /** Colours side by side, unless this would shift numbers on the axis. */
  private ObjectNode offset() {
    ObjectNode scale = JsonTree.object("type", "point", "padding", 0.5);
    scale.set("domain", JsonTree.array(grouping.colouring().values()));
    return JsonTree.object("field", "colour", "type", "nominal").set("scale", scale);
  }

  private ObjectNode x(int columns) {
    ObjectNode axis = JsonTree.object("labelAngle", 0, "labelOverlap", "greedy", "grid", !ordinal);
    axis.put("labelSeparation", 6);
    ObjectNode x = JsonTree.object("field", "x", "title", figure.x());
    List<String> values = trials.values(figure.x());
    if (ordinal) {
      return x.put("type", "ordinal")
          .<ObjectNode>set("sort", JsonTree.array(values))
          .<ObjectNode>set(
              "scale", JsonTree.object("type", "band", "paddingInner", 0.7, "paddingOuter", 0.35))
          .set("axis", axis);
    }
    if (values.size() <= MOST_TICKS) {
      List<Double> ticks = values.stream().map(TrialRow::parse).filter(Double::isFinite).toList();
      axis.set("values", JsonTree.array(ticks));
    }
    axis.put("format", "~g").put("tickCount", columns == 1 ? 8 : 4);
    ObjectNode scale = JsonTree.object("type", figure.logX() ? "log" : "linear", "nice", false);
    scale.put("padding", 14);
    if (!figure.logX()) {
      scale.put("zero", false);
    }
    return x.put("type", "quantitative").<ObjectNode>set("scale", scale).set("axis", axis);
  }

  private static ObjectNode mark(
      String dataset, ArrayNode filter, String type, double width, int columns) {
    return JsonTree.object(
        "data", VegaLite.data(dataset),
        "transform", filter,
        "mark", JsonTree.object("type", type, "strokeWidth", columns == 1 ? width : width * 0.9));
  }

  private ObjectNode bars(String dataset, ArrayNode filter, int columns) {
    ObjectNode encoding = encoding(columns, VegaLite.quantitative("low", column.title()));
    encoding.set("y2", JsonTree.object("field", "high"));
    return mark(dataset, filter, "rule", 1.3, columns).set("encoding", encoding);
  }

  private ObjectNode dots(String dataset, ArrayNode filter, int columns) {
    ObjectNode encoding = encoding(columns, VegaLite.quantitative("value", column.title()));
    encoding.set(
        "tooltip",
        JsonTree.array(tip("x", figure.x()), tip("text", column.title()), tip("rest", "setting")));
    return JsonTree.object(
        "data",
        VegaLite.data(dataset),
        "transform",
        filter,
        "mark",
        JsonTree.object("type", "point", "filled", true, "size", 44, "opacity", 1),
        "encoding",
        encoding);
  }

  private ObjectNode faint(String dataset, ArrayNode filter, int columns) {
    ObjectNode encoding = encoding(columns, VegaLite.quantitative("value", column.title()));
    encoding.set("tooltip", JsonTree.array(tip("trial", "trial"), tip("value", column.title())));
    return JsonTree.object(
        "data",
        VegaLite.data(dataset),
        "transform",
        filter,
        "mark",
        JsonTree.object("type", "point", "filled", true, "size", 16, "opacity", 0.3),
        "encoding",
        encoding);
  }

  private static ObjectNode tip(String field, String title) {
    return JsonTree.object("field", field, "title", title);
  }

  /** Where a reference leaves the chart on the right. */
  private record Ending(ReferenceLine reference, double value) {}

  /** The ends of the references' lines; of several lines of one reference, that of the last. */
  private List<Ending> endings(List<TrialGroup> groups, ValueAxis axis) {
    List<Ending> endings = new ArrayList<>();
    for (ReferenceLine reference : references) {
      LineColumn values = LineColumn.of(reference.column());
      groups.stream()
          .map(group -> LinePoint.of(group, figure.x(), ordinal, values))
          .filter(LinePoint::exists)
          .filter(point -> point.value() >= axis.low() && point.value() <= axis.high())
          .reduce((before, point) -> isBefore(point, before) ? before : point)
          .ifPresent(point -> endings.add(new Ending(reference, point.value())));
    }
    return endings;
  }

  /** Whether a point is further left than an earlier one; names come in the order of the groups. */
  private boolean isBefore(LinePoint point, LinePoint earlier) {
    return !ordinal && ((Number) point.x()).doubleValue() < ((Number) earlier.x()).doubleValue();
  }

  /** The names of the references beside the ends of their lines, with room between them. */
  private static ObjectNode names(List<Ending> endings, ValueAxis axis, Panels panels) {
    List<Double> wishes =
        endings.stream().map(each -> axis.pixels(each.value(), panels.height())).toList();
    double[] pixels = AxisLabels.spread(wishes, ReferenceMarks.LABEL_GAP, panels.height());
    ArrayNode rows = JsonTree.array();
    for (int i = 0; i < pixels.length; i++) {
      ReferenceLine reference = endings.get(i).reference();
      ObjectNode row = JsonTree.object("text", reference.label(), "hue", reference.colour());
      rows.add(row.put("pixels", pixels[i]));
    }
    return ReferenceMarks.labels(rows, panels.width());
  }

  /** A reference over the horizontal axis, one line for each line of the figure. */
  private ObjectNode dashes(ReferenceLine reference, List<TrialGroup> groups, int columns) {
    ArrayNode rows = JsonTree.array();
    for (TrialGroup group : groups) {
      LinePoint point = LinePoint.of(group, figure.x(), ordinal, LineColumn.of(reference.column()));
      if (point.exists() && (!isLogarithmic() || point.value() > 0)) {
        ObjectNode row = JsonTree.object("x", point.x(), "value", point.value());
        rows.add(row.put("line", group.colour() + "\n" + group.rest()));
      }
    }
    ObjectNode encoding =
        JsonTree.object(
            "x", x(columns),
            "y", VegaLite.quantitative("value", column.title()),
            "detail", JsonTree.object("field", "line"));
    ObjectNode mark =
        JsonTree.object(
            "type", "line", "strokeDash", JsonTree.array(6, 4), "color", reference.colour());
    return JsonTree.object(
        "data", JsonTree.object("values", rows),
        "mark", mark.put("strokeWidth", 1.5),
        "encoding", encoding);
  }
}
