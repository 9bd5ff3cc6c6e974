package org.collapselab.reports.joint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collapselab.trainer.store.sweep.TrialRow;

/**
 * A condition on a trial: {@code column=value}, as text or as a number, {@code column<=number} or
 * {@code column>=number}.
 *
 * @param relation {@code =}, {@code <=} or {@code >=}
 */
record TrialCondition(String column, String relation, String value) {
  private static final String EQUAL = "=";
  private static final String AT_MOST = "<=";
  private static final Pattern FORM = Pattern.compile("\\s*([^=<>]+?)\\s*(<=|>=|=)\\s*(.+?)\\s*");

  /**
   * Reads it.
   *
   * @param columns that trials have
   * @throws IllegalArgumentException if it is of no such form or names another column
   */
  static TrialCondition parse(String text, Collection<String> columns) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !columns.contains(form.group(1))) {
      throw new IllegalArgumentException(
          "\"%s\" is not column=value, column<=number or column>=number with one of the columns %s"
              .formatted(text, String.join(", ", columns)));
    }
    TrialCondition condition = new TrialCondition(form.group(1), form.group(2), form.group(3));
    if (!condition.relation.equals(EQUAL) && Double.isNaN(TrialRow.parse(condition.value))) {
      throw new IllegalArgumentException(
          "\"%s\": \"%s\" is not a number".formatted(text, condition.value));
    }
    return condition;
  }

  /** Whether a text is a condition, and not the name of a column. */
  static boolean is(String text) {
    return FORM.matcher(text).matches();
  }

  /** Whether it is true of a trial; false if it asks for a number where there is none. */
  boolean holds(TrialRow trial) {
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
  static boolean allows(List<TrialCondition> conditions, TrialRow trial) {
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
