package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.collapselab.reports.page.Dataset;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.sweep.data.Outcomes;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.store.sweep.TrialRow;

/** How often a column has each value: a bar per value of another column, or per setting. */
final class SharesFigure {
  /** With more distinct values, a column does not hold outcomes. */
  private static final int MOST_VALUES = 24;

  /** The bar in which a trial is counted. */
  private record Bar(String panel, String name) {}

  private final SweepData sweep;
  private final FigureConfig figure;
  private final String id;
  private final Map<Bar, List<TrialRow>> bars;

  private SharesFigure(SweepData sweep, FigureConfig figure, String id) {
    this.sweep = sweep;
    this.figure = figure;
    this.id = id;
    Map<Integer, String> settings =
        sweep.config().settings().stream()
            .collect(Collectors.toMap(SweepSetting::index, this::settingName));
    this.bars =
        sweep.trials().all().stream()
            .collect(
                Collectors.groupingBy(
                    t -> bar(t, settings), LinkedHashMap::new, Collectors.toList()));
  }

  private Bar bar(TrialRow trial, Map<Integer, String> settings) {
    String panel = figure.panel().isEmpty() ? "" : Grouping.label(List.of(figure.panel()), trial);
    String name =
        figure.x().isEmpty()
            ? settings.getOrDefault(trial.setting(), "setting " + trial.setting())
            : trial.category(figure.x());
    return new Bar(panel, name);
  }

  private String settingName(SweepSetting setting) {
    List<String> keys = sweep.variedBut(List.of(figure.panel()));
    String name =
        keys.stream()
            .map(key -> key + " " + setting.varied().getOrDefault(key, "–"))
            .collect(Collectors.joining(", "));
    return name.isEmpty() ? "all trials" : name;
  }

  static Figure of(SweepData sweep, FigureConfig figure, String id) {
    return new SharesFigure(sweep, figure, id).draw();
  }

  private Figure draw() {
    String by = figure.x().isEmpty() ? "" : " by " + figure.x();
    String title = Caption.title(figure, "Shares of " + String.join(", ", figure.of()) + by);
    Map<String, Dataset> datasets = new LinkedHashMap<>();
    List<Figure.Choice> choices = new ArrayList<>();
    Caption caption = new Caption(figure);
    for (String column : figure.of()) {
      List<String> values =
          Outcomes.ordered(sweep.trials().all().stream().map(trial -> trial.category(column)));
      if (values.isEmpty() || values.size() > MOST_VALUES) {
        caption.add(
            "%s has %d distinct values; shares are drawn for 1 to %d."
                .formatted(column, values.size(), MOST_VALUES));
        continue;
      }
      String name = "%s-%d".formatted(id, choices.size() + 1);
      SharesChart chart = new SharesChart(figure, panels(), names(), values);
      datasets.put(name, dataset(column, values));
      choices.add(new Figure.Choice(column, chart.spec(name, column)));
    }
    caption.add(
        "Of all trials"
            + (pooled().isEmpty() ? "" : ", whatever their " + String.join(", ", pooled()))
            + "; numbers are counts.");
    return new Figure(id, title, datasets, choices, caption.html());
  }

  private List<String> pooled() {
    return figure.x().isEmpty() ? List.of() : sweep.variedBut(List.of(figure.x(), figure.panel()));
  }

  private Dataset dataset(String column, List<String> values) {
    Dataset dataset = new Dataset();
    bars.forEach(
        (bar, trials) -> {
          Map<String, Long> counts =
              trials.stream()
                  .map(trial -> trial.category(column))
                  .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
          long before = 0;
          for (String value : values) {
            long count = counts.getOrDefault(value, 0L);
            if (count > 0) {
              dataset.block(
                  same(bar, value, count, trials.size()),
                  JsonTree.object(
                      "from", JsonTree.array((double) before / trials.size()),
                      "to", JsonTree.array((double) (before + count) / trials.size())));
            }
            before += count;
          }
        });
    return dataset;
  }

  private static ObjectNode same(Bar bar, String value, long count, int of) {
    return JsonTree.object(
        "panel",
        bar.panel(),
        "bar",
        bar.name(),
        "value",
        value,
        "text",
        Long.toString(count),
        "tip",
        "%d of %d".formatted(count, of));
  }

  private List<String> panels() {
    return ordered(bars.keySet().stream().map(Bar::panel).distinct().toList(), figure.panel());
  }

  private List<String> names() {
    List<String> names = bars.keySet().stream().map(Bar::name).distinct().toList();
    return figure.x().isEmpty() ? names : Outcomes.ordered(names.stream());
  }

  /** Headings {@code column value} in the order of the column's values. */
  private List<String> ordered(List<String> headings, String column) {
    List<String> order = sweep.trials().values(column).stream().map(v -> column + " " + v).toList();
    return headings.stream().sorted(Comparator.comparingInt(order::indexOf)).toList();
  }
}
