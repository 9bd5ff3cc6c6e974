package org.collapselab.reports.joint;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collapselab.trainer.store.sweep.TrialRow;

/**
 * A column made of others: {@code name = old}, {@code name = min(old, old, …)}, or the same number
 * in every row: {@code name = 4}. A list stands for its last entry, so that {@code [512, 512, 64]}
 * is the width 64.
 *
 * @param constant the number; empty if the column is made of others
 */
record Definition(String name, List<String> from, String constant) {
  private static final Pattern PLAIN = Pattern.compile("\\s*([^=]+?)\\s*=\\s*([^()=,]+?)\\s*");
  private static final Pattern LEAST =
      Pattern.compile("\\s*([^=]+?)\\s*=\\s*min\\(([^()=]+)\\)\\s*");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is of neither form
   */
  static Definition parse(String text) {
    Matcher least = LEAST.matcher(text);
    if (least.matches()) {
      List<String> from = Arrays.stream(least.group(2).split(",")).map(String::strip).toList();
      return new Definition(least.group(1), from, "");
    }
    Matcher plain = PLAIN.matcher(text);
    if (plain.matches()) {
      String old = plain.group(2);
      return Double.isNaN(TrialRow.parse(old))
          ? new Definition(plain.group(1), List.of(old), "")
          : new Definition(plain.group(1), List.of(), old);
    }
    throw new IllegalArgumentException(
        "columns: \"%s\" is neither new = old nor new = min(old, old, …) nor new = number"
            .formatted(text));
  }

  /** Whether it renames one of the keys or is a constant, so that it tells settings apart. */
  boolean isKey(Map<String, String> keys) {
    return from.isEmpty() || (from.size() == 1 && keys.containsKey(from.get(0)));
  }

  /** Its value in a row; empty if one of the columns has none. */
  String of(Map<String, String> cells) {
    if (from.isEmpty()) {
      return constant;
    }
    if (from.size() == 1) {
      return last(cells.getOrDefault(from.get(0), ""));
    }
    double least = Double.POSITIVE_INFINITY;
    for (String column : from) {
      double number = TrialRow.parse(last(cells.getOrDefault(column, "")));
      if (Double.isNaN(number)) {
        return "";
      }
      least = Math.min(least, number);
    }
    return least == Math.rint(least) ? Long.toString((long) least) : Double.toString(least);
  }

  private static String last(String text) {
    String value = text.strip();
    if (!value.startsWith("[") || !value.endsWith("]")) {
      return value;
    }
    String inner = value.substring(1, value.length() - 1);
    return inner.substring(inner.lastIndexOf(',') + 1).strip();
  }
}
