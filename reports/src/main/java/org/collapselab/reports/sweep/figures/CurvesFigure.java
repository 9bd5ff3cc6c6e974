package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.collapselab.reports.page.Dataset;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.RowCap;
import org.collapselab.reports.sweep.data.MeanPoint;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.reports.sweep.data.TrialGroup;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.store.sweep.Curve;
import org.collapselab.trainer.store.sweep.Curves;

/** Quantities over steps: mean and sd over seeds, or every run. */
final class CurvesFigure {
  private final FigureConfig figure;
  private final String id;
  private final Grouping grouping;
  private final Map<String, List<CurveSet>> sets = new LinkedHashMap<>();
  private final Map<String, Dataset> datasets = new LinkedHashMap<>();
  private final List<Figure.Choice> choices = new ArrayList<>();
  private final Caption caption;

  private CurvesFigure(SweepData sweep, FigureConfig figure, String id) {
    this.figure = figure;
    this.id = id;
    this.grouping = new Grouping(sweep, figure, List.of());
    this.caption = new Caption(figure);
    Curves curves = sweep.files().curves().orElseThrow();
    for (String quantity : figure.y()) {
      sets.put(
          quantity,
          grouping.groups().stream()
              .map(group -> CurveSet.of(group, quantity, curves))
              .filter(set -> !set.curves().isEmpty())
              .toList());
    }
    int runs = thin(sweep.maxRows(), sets.values().stream().flatMap(List::stream));
    if (runs < Integer.MAX_VALUE) {
      caption.add("Longer curves are thinned to %d evenly spaced points.".formatted(runs));
    }
  }

  static Figure of(SweepData sweep, FigureConfig figure, String id) {
    return new CurvesFigure(sweep, figure, id).draw();
  }

  /** Thins the runs to fit; the means, which are fewer and no longer, then fit too. */
  private int thin(int maxRows, Stream<CurveSet> all) {
    int[] lengths =
        all.flatMap(set -> set.curves().values().stream())
            .mapToInt(curve -> curve.points().size())
            .toArray();
    if (Arrays.stream(lengths).asLongStream().sum() <= maxRows) {
      return Integer.MAX_VALUE;
    }
    int longest = RowCap.longest(lengths, maxRows);
    sets.replaceAll((q, list) -> list.stream().map(set -> set.thinned(longest)).toList());
    return longest;
  }

  private Figure draw() {
    for (int i = 0; i < figure.y().size(); i++) {
      String quantity = figure.y().get(i);
      if (!sets.get(quantity).isEmpty()) {
        add(quantity, "%s-%d".formatted(id, i + 1));
      }
    }
    String title = Caption.title(figure, "Curves of " + String.join(", ", figure.y()));
    if (choices.isEmpty()) {
      return Figure.missing(id, title, "no completed trial has a curve of " + figure.y() + ".");
    }
    return new Figure(id, title, datasets, choices, explained());
  }

  private void add(String quantity, String name) {
    datasets.put(name + "-mean", means(sets.get(quantity)));
    datasets.put(name + "-runs", runs(sets.get(quantity)));
    List<ReferenceLine> references = ReferenceLine.of(figure, quantity);
    for (boolean near : references.isEmpty() ? List.of(false) : List.of(true, false)) {
      add(quantity, name, references, false, near);
      add(quantity, name, references, true, near);
    }
  }

  private void add(
      String quantity,
      String name,
      List<ReferenceLine> references,
      boolean everyRun,
      boolean near) {
    String prefix = figure.y().size() > 1 ? quantity + ": " : "";
    String what = everyRun ? "every run" : "mean ± sd";
    String label =
        prefix + what + (near ? ", near the references" : references.isEmpty() ? "" : ", all");
    CurveChart chart =
        new CurveChart(figure, grouping, sets.get(quantity), references, everyRun, near);
    String dataset = name + (everyRun ? "-runs" : "-mean");
    choices.add(new Figure.Choice(label, chart.spec(dataset, quantity)));
  }

  private static Dataset means(List<CurveSet> sets) {
    Dataset dataset = new Dataset();
    for (CurveSet set : sets) {
      ArrayNode step = JsonTree.array();
      ArrayNode value = JsonTree.array();
      ArrayNode low = JsonTree.array();
      ArrayNode high = JsonTree.array();
      for (MeanPoint mean : set.means()) {
        step.add(mean.step());
        value.addAll(JsonTree.array(mean.spread().mean()));
        low.addAll(JsonTree.array(mean.spread().low()));
        high.addAll(JsonTree.array(mean.spread().high()));
      }
      dataset.block(
          same(set.group(), set.group().title()),
          JsonTree.object("step", step, "value", value, "low", low, "high", high));
    }
    return dataset;
  }

  private static Dataset runs(List<CurveSet> sets) {
    Dataset dataset = new Dataset();
    for (CurveSet set : sets) {
      set.curves()
          .forEach(
              (trial, curve) -> {
                ArrayNode step = JsonTree.array();
                ArrayNode value = JsonTree.array();
                for (Curve.Point point : curve.points()) {
                  step.add(point.step());
                  value.addAll(JsonTree.array(point.value()));
                }
                dataset.block(
                    same(set.group(), trial), JsonTree.object("step", step, "value", value));
              });
    }
    return dataset;
  }

  private static ObjectNode same(TrialGroup group, String line) {
    return JsonTree.object("panel", group.panel(), "colour", group.colour(), "line", line)
        .put("setting", group.setting());
  }

  private Html explained() {
    caption.add(
        "Mean over the completed seeds of a setting with a band of ± 1 sd (n − 1), or every completed"
            + " run. In the mean, a seed that has ended keeps its last value.");
    if (figure.logY()) {
      caption.add(
          "On the logarithmic axis, a band ends at a tenth of the mean, and values ≤ 0 are"
              + " omitted.");
    }
    if (figure.logX()) {
      caption.add("The logarithmic step axis omits step 0.");
    }
    List<ReferenceLine> references = ReferenceLine.of(figure.references());
    caption.references(references);
    if (grouping.panels().stream()
        .anyMatch(p -> ReferenceMarks.of(grouping.groups(p), references).isCrowded())) {
      caption.add("References differ between settings; hover over a line to see its setting.");
    }
    caption.colours(grouping.colouring());
    return caption.html();
  }
}
