package org.collapselab.reports.sweep.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collapselab.reports.page.Dataset;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.sweep.data.LineColumn;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.reports.sweep.data.TrialCondition;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;

/** Columns over two others: the mean of numbers, the most frequent of other values. */
final class HeatFigure {
  /** Position of a cell. */
  private record Place(String panel, String x, String y) {}

  private final SweepData sweep;
  private final FigureConfig figure;
  private final String id;
  private final String yColumn;
  private final Map<Place, List<TrialRow>> places;

  private HeatFigure(SweepData sweep, FigureConfig figure, String id) {
    this.sweep = sweep;
    this.figure = figure;
    this.id = id;
    this.yColumn = figure.y().get(0);
    this.places =
        sweep.trials().all().stream()
            .filter(t -> !t.text(figure.x()).isEmpty() && !t.text(yColumn).isEmpty())
            .collect(Collectors.groupingBy(this::place, LinkedHashMap::new, Collectors.toList()));
  }

  static Figure of(SweepData sweep, FigureConfig figure, String id) {
    return new HeatFigure(sweep, figure, id).draw();
  }

  private Place place(TrialRow trial) {
    return new Place(
        Grouping.label(panelKeys(), trial), trial.text(figure.x()), trial.text(yColumn));
  }

  /** Settings that differ in more than the axes get panels too: a cell must not mix them. */
  private List<String> panelKeys() {
    List<String> axes = List.of(figure.x(), yColumn, figure.panel());
    List<String> keys = new ArrayList<>();
    if (!figure.panel().isEmpty()) {
      keys.add(figure.panel());
    }
    if (sweep.varied().containsAll(axes.subList(0, 2))) {
      keys.addAll(sweep.variedBut(axes));
    }
    return keys;
  }

  private Figure draw() {
    String what = String.join(", ", figure.of());
    String title =
        Caption.title(
            figure, "Heat maps of %s over %s and %s".formatted(what, figure.x(), yColumn));
    Map<String, Dataset> datasets = new LinkedHashMap<>();
    List<Figure.Choice> choices = new ArrayList<>();
    for (String column : figure.of()) {
      boolean numeric = isNumeric(column);
      List<HeatCell> cells = cells(column, numeric);
      if (cells.isEmpty()) {
        continue;
      }
      String name = "%s-%d".formatted(id, choices.size() + 1);
      HeatColours colours = HeatColours.of(column, numeric, cells);
      datasets.put(name, dataset(cells, colours));
      HeatChart chart =
          new HeatChart(figure, values(Place::panel), values(Place::x), values(Place::y), colours);
      choices.add(new Figure.Choice(LineColumn.of(column).title(), chart.spec(name, column)));
    }
    return choices.isEmpty()
        ? Figure.missing(id, title, "no trial has a value on both axes.")
        : new Figure(id, title, datasets, choices, caption());
  }

  private List<HeatCell> cells(String column, boolean numeric) {
    Optional<TrialCondition> condition = TrialCondition.of(column);
    List<HeatCell> cells = new ArrayList<>();
    places.forEach(
        (p, trials) -> {
          if (condition.isPresent()) {
            cells.add(HeatCell.share(p.panel(), p.x(), p.y(), trials, condition.get()));
          } else if (numeric) {
            cells.add(HeatCell.mean(p.panel(), p.x(), p.y(), trials, column));
          } else {
            cells.add(HeatCell.mode(p.panel(), p.x(), p.y(), trials, column));
          }
        });
    return cells;
  }

  private boolean isNumeric(String column) {
    return LineColumn.of(column).isShare() || sweep.trials().isNumeric(column);
  }

  private List<String> values(Function<Place, String> part) {
    return Trials.sorted(places.keySet().stream().map(part));
  }

  private static Dataset dataset(List<HeatCell> cells, HeatColours colours) {
    Dataset dataset = new Dataset();
    for (HeatCell cell : cells) {
      dataset.block(
          JsonTree.object(
              "panel",
              cell.panel(),
              "x",
              cell.x(),
              "y",
              cell.y(),
              "category",
              cell.category(),
              "text",
              cell.text(),
              "tip",
              cell.tip(),
              "ink",
              colours.ink(cell)),
          JsonTree.object("value", JsonTree.array(cell.value())));
    }
    return dataset;
  }

  private Html caption() {
    Caption caption = new Caption(figure);
    Stream<String> columns = figure.of().stream();
    if (figure.of().stream().anyMatch(sweep.trials()::isNumeric)) {
      caption.add("Colour is the mean over completed seeds.");
    }
    if (!columns.allMatch(this::isNumeric)) {
      caption.add(
          "For outcomes, the colour is the most frequent one, and the number is its share of all"
              + " trials in the cell.");
    }
    if (figure.of().stream().anyMatch(HeatColours::isRatio)) {
      caption.add("Ratios are blue below 1 and red above.");
    }
    return caption.html();
  }
}
