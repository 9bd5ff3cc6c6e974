package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.ValueAxis;
import org.collapselab.reports.page.VegaLite;
import org.collapselab.reports.sweep.data.MeanPoint;
import org.collapselab.reports.sweep.data.Spread;
import org.collapselab.trainer.config.FigureConfig;

/**
 * One view of curves.
 *
 * @param everyRun a line per trial instead of mean and sd
 * @param near a linear axis that shows the end of the curves near the references
 */
record CurveChart(
    FigureConfig figure,
    Grouping grouping,
    List<CurveSet> sets,
    List<ReferenceLine> references,
    boolean everyRun,
    boolean near) {

  ObjectNode spec(String dataset, String quantity) {
    boolean labels = grouping.panels().stream().anyMatch(p -> marks(p).isLabelled());
    Panels panels = Panels.of(grouping.panels(), labels);
    return panels.draw(heading -> panel(dataset, quantity, heading, panels));
  }

  private ObjectNode panel(String dataset, String quantity, String heading, Panels panels) {
    ReferenceMarks marks = marks(heading);
    List<CurveSet> shown =
        sets.stream().filter(set -> set.group().panel().equals(heading)).toList();
    ValueAxis axis = near ? nearAxis(shown, marks) : wholeAxis(shown, marks);
    List<ObjectNode> layers = new ArrayList<>();
    if (!everyRun) {
      layers.add(band(dataset, heading, quantity, panels));
    }
    layers.add(line(dataset, heading, quantity, axis, panels));
    layers.addAll(marks.layers(quantity, axis, panels));
    return JsonTree.object("layer", JsonTree.array(layers));
  }

  private ReferenceMarks marks(String heading) {
    return ReferenceMarks.of(grouping.groups(heading), references);
  }

  private ObjectNode line(
      String dataset, String heading, String quantity, ValueAxis axis, Panels panels) {
    ObjectNode y = VegaLite.quantitative("value", quantity);
    y.set("scale", axis.scale());
    y.set("axis", Panels.ticks(axis.logarithmic()));
    ObjectNode encoding = encoding(panels).set("y", y);
    encoding.set(
        "tooltip", JsonTree.object("field", "line", "title", everyRun ? "trial" : "setting"));
    ObjectNode mark = JsonTree.object("type", "line", "clip", true);
    mark.put("strokeWidth", everyRun ? 0.9 : 1.8).put("opacity", everyRun ? 0.75 : 1);
    return JsonTree.object(
        "data",
        VegaLite.data(dataset),
        "transform",
        transform(heading),
        "mark",
        mark,
        "encoding",
        encoding);
  }

  private ObjectNode band(String dataset, String heading, String quantity, Panels panels) {
    ObjectNode encoding = encoding(panels);
    encoding.set("y", VegaLite.quantitative("low", quantity));
    encoding.set("y2", JsonTree.object("field", "high"));
    return JsonTree.object(
        "data", VegaLite.data(dataset),
        "transform", transform(heading),
        "mark", JsonTree.object("type", "area", "opacity", 0.18, "clip", true),
        "encoding", encoding);
  }

  private ObjectNode encoding(Panels panels) {
    int ticks = panels.columns() == 1 ? 8 : 4;
    return JsonTree.object(
        "x", VegaLite.steps("step", figure.logX(), ticks),
        "detail", JsonTree.object("field", everyRun ? "line" : "setting"),
        "color", grouping.colouring().encoding());
  }

  private ArrayNode transform(String heading) {
    ArrayNode transform =
        JsonTree.array(
            JsonTree.object("filter", JsonTree.object("field", "panel", "equal", heading)));
    if (figure.logX()) {
      transform.add(JsonTree.object("filter", "datum.step > 0"));
    }
    transform.add(
        JsonTree.object("filter", isLogarithmic() ? "datum.value > 0" : "isValid(datum.value)"));
    if (isLogarithmic() && !everyRun) {
      transform.add(JsonTree.object("calculate", "max(datum.low, datum.value / 10)", "as", "low"));
    }
    return transform;
  }

  private boolean isLogarithmic() {
    return figure.logY() && !near;
  }

  private ValueAxis wholeAxis(List<CurveSet> shown, ReferenceMarks marks) {
    Range range = new Range(figure.logY()).add(marks.values());
    for (CurveSet set : shown) {
      if (everyRun) {
        set.curves().values().stream()
            .flatMap(curve -> curve.points().stream())
            .filter(point -> !figure.logX() || point.step() > 0)
            .forEach(point -> range.add(point.value()));
      } else {
        set.means().stream()
            .filter(mean -> !figure.logX() || mean.step() > 0)
            .map(MeanPoint::spread)
            .forEach(s -> range.add(s.mean(), s.high(), visibleLow(s)));
      }
    }
    return range.axis();
  }

  private double visibleLow(Spread spread) {
    return isLogarithmic() ? Math.max(spread.low(), spread.mean() / 10) : spread.low();
  }

  /** Shows all references and the last value of every run. */
  private static ValueAxis nearAxis(List<CurveSet> shown, ReferenceMarks marks) {
    Range range = new Range(false).add(marks.values());
    shown.forEach(set -> set.curves().values().forEach(curve -> range.add(curve.last())));
    if (range.isEmpty()) {
      return range.axis();
    }
    double margin = 0.25 * (range.high() - range.low()) + 0.05 * Math.abs(range.high());
    return new ValueAxis(false, Math.max(0, range.low() - margin), range.high() + margin);
  }
}
