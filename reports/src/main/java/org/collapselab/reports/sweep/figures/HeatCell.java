package org.collapselab.reports.sweep.figures;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.sweep.data.Outcomes;
import org.collapselab.reports.sweep.data.Spread;
import org.collapselab.reports.sweep.data.TrialCondition;
import org.collapselab.trainer.store.sweep.TrialRow;

/**
 * Trials with the same values on both axes.
 *
 * @param category the most frequent value; {@code null} for a column of numbers
 * @param value mean of a column of numbers, NaN if there are none; otherwise share of the category
 * @param text in the cell
 * @param tip in the tooltip
 */
record HeatCell(
    String panel, String x, String y, String category, double value, String text, String tip) {

  /** Mean over the completed trials. */
  static HeatCell mean(String panel, String x, String y, List<TrialRow> trials, String column) {
    Spread spread =
        Spread.of(
            trials.stream().filter(TrialRow::completed).mapToDouble(trial -> trial.number(column)));
    String text = spread.n() == 0 ? Numbers.ABSENT : Numbers.format(spread.mean(), 3);
    String tip = "%s, n = %d of %d".formatted(spread.text(), spread.n(), trials.size());
    return new HeatCell(panel, x, y, null, spread.mean(), text, tip);
  }

  /** Share of the completed trials of which a condition is true, NaN if none has completed. */
  static HeatCell share(
      String panel, String x, String y, List<TrialRow> trials, TrialCondition condition) {
    List<TrialRow> completed = trials.stream().filter(TrialRow::completed).toList();
    long count = completed.stream().filter(condition::holds).count();
    double share = completed.isEmpty() ? Double.NaN : (double) count / completed.size();
    String text = "%d of %d".formatted(count, completed.size());
    return new HeatCell(panel, x, y, null, share, text, text);
  }

  /** Most frequent value over all trials; the first in order if there are several. */
  static HeatCell mode(String panel, String x, String y, List<TrialRow> trials, String column) {
    Map<String, Long> counts =
        trials.stream()
            .map(trial -> trial.category(column))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    List<String> order = Outcomes.ordered(counts.keySet().stream());
    String mode =
        order.stream()
            .max(
                Comparator.comparingLong((String v) -> counts.get(v))
                    .thenComparingInt(v -> -order.indexOf(v)))
            .orElseThrow();
    double share = (double) counts.get(mode) / trials.size();
    String tip =
        order.stream()
            .map(v -> "%s %d".formatted(v, counts.get(v)))
            .collect(Collectors.joining(", "));
    String text = trials.size() == 1 ? "" : Math.round(100 * share) + " %";
    return new HeatCell(panel, x, y, mode, share, text, tip);
  }
}
