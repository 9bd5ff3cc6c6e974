package org.collapselab.trainer.expect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.collapselab.trainer.store.sweep.TrialRow;

/** {@code column = value}: the cell is this text, or this number in any notation. */
record Condition(String column, String value) {
  private static final Pattern FORM = Pattern.compile("([a-zA-Z][\\w.]*)\\s*=\\s*([^=\\s][^=]*)");

  /** Conditions between commas, all of which have to hold. */
  static List<Condition> parseAll(String text) {
    List<Condition> conditions = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = FORM.matcher(part.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "\"%s\" is not a condition; expected column = value, for example verdict = low rank"
                .formatted(part.strip()));
      }
      String value = matcher.group(2).replaceAll("\\s+", " ");
      conditions.add(new Condition(matcher.group(1), value));
    }
    return conditions;
  }

  boolean holds(TrialRow trial) {
    return trial.holds(column, value);
  }

  static String text(List<Condition> conditions) {
    return conditions.stream()
        .map(condition -> condition.column + " = " + condition.value)
        .collect(Collectors.joining(", "));
  }
}
