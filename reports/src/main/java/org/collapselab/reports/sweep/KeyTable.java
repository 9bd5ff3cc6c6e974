package org.collapselab.reports.sweep;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.sweep.data.Outcomes;
import org.collapselab.reports.sweep.data.Spread;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.reports.sweep.figures.SweepFigure;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;

/** A row per setting: the varied keys, the number of completed trials, and their results. */
final class KeyTable {
  private static final List<String> ALWAYS =
      Stream.of(Finding.LOSS, Finding.LOSS_OVER_DNC, Finding.VERDICT).map(Finding::label).toList();

  /** The theory is checked to six digits. */
  private static final int REFERENCE_DIGITS = 6;

  private KeyTable() {}

  static Html of(SweepData sweep) {
    List<String> varied = sweep.varied();
    List<String> found = columns(sweep);
    List<Html> header = new ArrayList<>(List.of(Html.text("setting")));
    varied.forEach(key -> header.add(Html.text(key)));
    header.add(Html.text("completed"));
    found.forEach(column -> header.add(Html.text(column)));
    HtmlTable table = new HtmlTable().header(header);
    for (SweepSetting setting : sweep.config().settings()) {
      table.row(Html.text(Integer.toString(setting.index())), row(sweep, setting, varied, found));
    }
    return Html.tagOfClass("div", "settings", table.html());
  }

  private static List<Html> row(
      SweepData sweep, SweepSetting setting, List<String> varied, List<String> found) {
    List<TrialRow> trials = sweep.trials().of(setting.index());
    List<Html> cells = new ArrayList<>();
    varied.forEach(key -> cells.add(Html.text(setting.varied().getOrDefault(key, Numbers.ABSENT))));
    long completed = trials.stream().filter(TrialRow::completed).count();
    cells.add(Html.text("%d of %d".formatted(completed, sweep.config().seeds().size())));
    found.forEach(column -> cells.add(Html.text(cell(sweep.trials(), trials, column))));
    return cells;
  }

  private static String cell(Trials all, List<TrialRow> trials, String column) {
    if (trials.isEmpty()) {
      return Numbers.ABSENT;
    }
    if (!all.isNumeric(column)) {
      return counts(trials, column);
    }
    Spread spread =
        Spread.of(trials.stream().filter(TrialRow::completed).mapToDouble(t -> t.number(column)));
    boolean reference = Finding.REFERENCE_LOSS.matches(column) && spread.sd() == 0;
    return reference ? Numbers.format(spread.mean(), REFERENCE_DIGITS) : spread.text();
  }

  private static String counts(List<TrialRow> trials, String column) {
    Map<String, Long> counts =
        trials.stream()
            .map(trial -> trial.category(column))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return Outcomes.ordered(counts.keySet().stream()).stream()
        .map(value -> "%s %d".formatted(value, counts.get(value)))
        .collect(Collectors.joining(", "));
  }

  /** The available columns that the figures use, loss and verdict first. */
  private static List<String> columns(SweepData sweep) {
    Set<String> named = new LinkedHashSet<>(ALWAYS);
    for (FigureConfig figure : sweep.config().figures()) {
      SweepFigure.of(figure).keyColumns().forEach(named::add);
      named.addAll(figure.references());
    }
    Set<String> settings = Set.copyOf(sweep.varied());
    return named.stream()
        .filter(c -> !settings.contains(c) && !sweep.trials().values(c).isEmpty())
        .toList();
  }
}
