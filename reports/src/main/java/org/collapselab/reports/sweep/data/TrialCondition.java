package org.collapselab.reports.sweep.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collapselab.trainer.store.sweep.TrialRow;

/**
 * A condition on a trial: {@code column=value}, as text or as a number, {@code column<=number} or
 * {@code column>=number}.
 *
 * @param relation {@code =}, {@code <=} or {@code >=}
 */
public record TrialCondition(String column, String relation, String value) {
  private static final String EQUAL = "=";
  private static final String AT_MOST = "<=";
  private static final Pattern FORM = Pattern.compile("\\s*([^=<>]+?)\\s*(<=|>=|=)\\s*(.+?)\\s*");

  /**
   * Reads a condition.
   *
   * @return empty if the text has no such form, as the name of a column has none
   */
  public static Optional<TrialCondition> of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    TrialCondition condition = new TrialCondition(form.group(1), form.group(2), form.group(3));
    boolean comparable =
        condition.relation.equals(EQUAL) || !Double.isNaN(TrialRow.parse(condition.value));
    return Optional.of(condition).filter(c -> comparable);
  }

  /**
   * Reads a condition on one of these columns.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static TrialCondition of(String text, Collection<String> columns) {
    return of(text)
        .filter(condition -> columns.contains(condition.column))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"%s\" is not column=value, column<=number or column>=number with one of the columns %s"
                        .formatted(text, String.join(", ", columns))));
  }

  /** Whether it is true of a trial; false if it asks for a number where there is none. */
  public boolean holds(TrialRow trial) {
    return switch (relation) {
      case EQUAL -> trial.holds(column, value);
      case AT_MOST -> trial.number(column) <= TrialRow.parse(value);
      default -> trial.number(column) >= TrialRow.parse(value);
    };
  }

  /**
   * Whether a trial is among those that conditions ask for: for each column, one of those with
   * {@code =} must be true; of the others, all.
   */
  public static boolean allows(List<TrialCondition> conditions, TrialRow trial) {
    Map<String, List<TrialCondition>> equal = new LinkedHashMap<>();
    for (TrialCondition condition : conditions) {
      if (condition.relation.equals(EQUAL)) {
        equal.computeIfAbsent(condition.column, c -> new ArrayList<>()).add(condition);
      } else if (!condition.holds(trial)) {
        return false;
      }
    }
    return equal.values().stream().allMatch(any -> any.stream().anyMatch(c -> c.holds(trial)));
  }

  /** Such as {@code d ≤ 64}. */
  @Override
  public String toString() {
    String sign = relation.replace(AT_MOST, "≤").replace(">=", "≥");
    return "%s %s %s".formatted(column, sign, value);
  }
}
