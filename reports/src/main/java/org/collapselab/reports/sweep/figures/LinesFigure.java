package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.reports.page.Dataset;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.sweep.data.LineColumn;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.reports.sweep.data.TrialGroup;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.store.sweep.TrialRow;

/**
 * Columns against a column: one point per setting, joined by lines, on top of the single trials.
 */
final class LinesFigure {
  private final SweepData sweep;
  private final FigureConfig figure;
  private final String id;
  private final Grouping grouping;
  private final boolean ordinal;

  private LinesFigure(SweepData sweep, FigureConfig figure, String id) {
    this.sweep = sweep;
    this.figure = figure;
    this.id = id;
    boolean varied = sweep.varied().contains(figure.x());
    this.grouping = new Grouping(sweep, figure, varied ? List.of(figure.x()) : sweep.varied());
    this.ordinal = !sweep.trials().isNumeric(figure.x());
  }

  static Figure of(SweepData sweep, FigureConfig figure, String id) {
    return new LinesFigure(sweep, figure, id).draw();
  }

  private Figure draw() {
    Map<String, Dataset> datasets = new LinkedHashMap<>();
    List<Figure.Choice> choices = new ArrayList<>();
    for (int i = 0; i < figure.y().size(); i++) {
      LineColumn column = LineColumn.of(figure.y().get(i));
      List<LinePoint> points = points(column);
      if (points.isEmpty()) {
        continue;
      }
      String name = "%s-%d".formatted(id, i + 1);
      datasets.put(name, dataset(points));
      datasets.put(name + "-trials", single(column));
      List<ReferenceLine> references =
          column.isShare() ? List.of() : ReferenceLine.of(figure, column.name());
      LineChart chart =
          new LineChart(sweep.trials(), figure, grouping, references, column, points, ordinal);
      choices.add(new Figure.Choice(column.title(), chart.spec(name)));
    }
    String title =
        Caption.title(
            figure, "Lines of %s against %s".formatted(String.join(", ", figure.y()), figure.x()));
    if (choices.isEmpty()) {
      return Figure.missing(id, title, "no completed trial has a value of " + figure.y() + ".");
    }
    return new Figure(id, title, datasets, choices, caption());
  }

  private List<LinePoint> points(LineColumn column) {
    return grouping.groups().stream()
        .map(group -> LinePoint.of(group, figure.x(), ordinal, column))
        .filter(LinePoint::exists)
        .toList();
  }

  private static Dataset dataset(List<LinePoint> points) {
    Dataset dataset = new Dataset();
    for (LinePoint point : points) {
      ObjectNode columns =
          JsonTree.object(
              "x", JsonTree.array(point.x()),
              "value", JsonTree.array(point.value()),
              "low", JsonTree.array(point.low()),
              "high", JsonTree.array(point.high()),
              "n", JsonTree.array(point.n()));
      dataset.block(same(point.group()).put("text", point.text()), columns);
    }
    return dataset;
  }

  /** The trials themselves, for numbers only. */
  private Dataset single(LineColumn column) {
    Dataset dataset = new Dataset();
    if (column.isShare()) {
      return dataset;
    }
    for (TrialGroup group : grouping.groups()) {
      List<Object> x = new ArrayList<>();
      List<Object> y = new ArrayList<>();
      List<Object> trial = new ArrayList<>();
      for (TrialRow each : group.trials()) {
        x.add(ordinal ? each.text(figure.x()) : (Object) each.number(figure.x()));
        y.add(each.number(column.name()));
        trial.add(each.id());
      }
      dataset.block(
          same(group),
          JsonTree.object(
              "x", JsonTree.array(x), "value", JsonTree.array(y), "trial", JsonTree.array(trial)));
    }
    return dataset;
  }

  private static ObjectNode same(TrialGroup group) {
    return JsonTree.object(
        "panel",
        group.panel(),
        "colour",
        group.colour(),
        "rest",
        group.rest(),
        "setting",
        group.setting());
  }

  private Html caption() {
    Caption caption = new Caption(figure);
    List<LineColumn> columns = figure.y().stream().map(LineColumn::of).toList();
    if (columns.stream().anyMatch(column -> !column.isShare())) {
      caption.add(
          "One point per setting: mean over the completed seeds with a bar of ± 1 sd (n − 1); faint"
              + " points are single trials.");
    }
    if (columns.stream().anyMatch(LineColumn::isShare)) {
      caption.add("Shares are of the completed trials, with Wilson’s 95 % interval.");
    }
    if (figure.logY()) {
      caption.add(
          "On the logarithmic axis, a bar ends at a tenth of the mean, and values ≤ 0 are"
              + " omitted.");
    }
    caption.references(ReferenceLine.of(figure.references()));
    caption.colours(grouping.colouring());
    return caption.html();
  }
}
