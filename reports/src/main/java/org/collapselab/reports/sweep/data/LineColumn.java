package org.collapselab.reports.sweep.data;

import java.util.Optional;

/**
 * The quantity on the vertical axis.
 *
 * @param name of the column
 * @param condition on the column, of which the share of trials is shown; empty for the mean of the
 *     column
 */
public record LineColumn(String name, Optional<TrialCondition> condition) {

  /** Of a {@link TrialCondition}, or else of the name of a column. */
  public static LineColumn of(String text) {
    Optional<TrialCondition> condition = TrialCondition.of(text);
    return new LineColumn(condition.map(TrialCondition::column).orElse(text), condition);
  }

  /** Whether the share of a condition is shown. */
  public boolean isShare() {
    return condition.isPresent();
  }

  /** For axes and choices. */
  public String title() {
    return condition.map(c -> "share with " + c).orElse(name);
  }
}
