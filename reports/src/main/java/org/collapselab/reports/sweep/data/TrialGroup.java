package org.collapselab.reports.sweep.data;

import java.util.List;
import java.util.stream.DoubleStream;
import org.collapselab.trainer.store.sweep.TrialRow;

/**
 * Completed trials of one setting that a figure shows as one mark.
 *
 * @param panel heading of the panel; empty if there is only one
 * @param colour value shown as its colour; empty if there is none
 * @param rest the other varied settings
 */
public record TrialGroup(
    String panel, String colour, String rest, int setting, List<TrialRow> trials) {

  /** The same group with these trials. */
  public TrialGroup with(List<TrialRow> others) {
    return new TrialGroup(panel, colour, rest, setting, others);
  }

  /** Values of a column, NaN if missing. */
  public DoubleStream numbers(String column) {
    return trials.stream().mapToDouble(trial -> trial.number(column));
  }

  /** Mean and sd of a column. */
  public Spread spread(String column) {
    return Spread.of(numbers(column));
  }

  /** For tooltips. */
  public String title() {
    String title =
        String.join(", ", List.of(colour, rest).stream().filter(s -> !s.isEmpty()).toList());
    return title.isEmpty() ? "setting " + setting : title;
  }
}
