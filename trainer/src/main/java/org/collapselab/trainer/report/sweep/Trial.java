package org.collapselab.trainer.report.sweep;

import java.util.Map;

/**
 * A row of {@code trials.csv}.
 *
 * @param cells column → text, empty where the number does not exist
 */
record Trial(Map<String, String> cells) {
  static final String ID = "trial";
  static final String SETTING = "setting";
  static final String SEED = "seed";
  static final String STATE = "state";
  static final String COMPLETED = "completed";

  String id() {
    return text(ID);
  }

  int setting() {
    return Integer.parseInt(text(SETTING));
  }

  String state() {
    return text(STATE);
  }

  boolean completed() {
    return COMPLETED.equals(state());
  }

  String text(String column) {
    return cells.getOrDefault(column, "");
  }

  /** NaN if the cell does not hold a number. */
  double number(String column) {
    return parse(text(column));
  }

  /** What to count the trial as: a trial that found nothing counts as its state. */
  String category(String column) {
    String text = text(column);
    return text.isEmpty() ? completed() ? "none" : state() : text;
  }

  /** Whether the cell holds this value, as text or as a number. */
  boolean holds(String column, String value) {
    return text(column).equals(value) || number(column) == parse(value);
  }

  static double parse(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
