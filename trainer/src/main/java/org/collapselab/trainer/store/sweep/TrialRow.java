package org.collapselab.trainer.store.sweep;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collapselab.trainer.store.EndState;

/**
 * A row of {@code trials.csv}.
 *
 * @param cells column → text, empty where the number does not exist
 */
public record TrialRow(Map<String, String> cells) {
  public static final String ID = "trial";
  public static final String SETTING = "setting";
  public static final String SEED = "seed";
  public static final String STATE = "state";
  public static final String REASON = "reason";
  public static final String SECONDS = "seconds";

  /** The columns that every trial has. */
  public static final List<String> COLUMNS = List.of(ID, SETTING, SEED, STATE, REASON, SECONDS);

  /** The category of a completed trial without a value in a column. */
  public static final String NONE = "none";

  /** Prefix of a key that varies and is a finding too. */
  public static final String VARIED = "varied_";

  /** The column of a key that varies, among the columns that trials find. */
  public static String variedColumn(String key, Set<String> found) {
    return found.contains(key) ? VARIED + key : key;
  }

  /** Such as {@code s3-seed0}. */
  public String id() {
    return text(ID);
  }

  /** From 1. */
  public int setting() {
    return Integer.parseInt(text(SETTING));
  }

  /**
   * Its seed.
   *
   * @throws IllegalArgumentException if the table has no such column
   */
  public long seed() {
    if (text(SEED).isEmpty()) {
      throw new IllegalArgumentException("trials.csv has no column \"%s\"".formatted(SEED));
    }
    return Long.parseLong(text(SEED));
  }

  /** How it ended. */
  public EndState state() {
    return EndState.ofTrial(text(STATE));
  }

  /** Whether it ended with a result. */
  public boolean completed() {
    return state().isCompleted();
  }

  /** Empty if there is no such cell. */
  public String text(String column) {
    return cells.getOrDefault(column, "");
  }

  /** NaN if the cell does not hold a number. */
  public double number(String column) {
    return parse(text(column));
  }

  /** The category of the trial; if it has no result, its state. */
  public String category(String column) {
    String text = text(column);
    return text.isEmpty() ? completed() ? NONE : state().trialLabel() : text;
  }

  /** Whether the cell holds this value, as text or as a number. */
  public boolean holds(String column, String value) {
    return text(column).equals(value) || number(column) == parse(value);
  }

  /** NaN if the text is not a number. */
  public static double parse(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
