package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collapselab.trainer.store.Csv;
import org.collapselab.trainer.store.CsvRow;
import org.collapselab.trainer.store.CsvRows;
import org.collapselab.trainer.store.EndState;

/** {@code trials.csv}, in the order of settings. */
public record Trials(List<String> columns, List<TrialRow> all) {

  private static final int MOST_SETTINGS = 999_999_999;

  /**
   * Writes these trials. A key that varies and is a finding too has the column {@code
   * varied_<key>}.
   *
   * @param settings key → value of what varies, for each setting in order
   * @param findable result columns, whether a trial has filled them yet or not
   */
  public static void write(
      Path file,
      List<Map<String, String>> settings,
      Set<String> findable,
      List<TrialRecord> records)
      throws IOException {
    Set<String> found = new LinkedHashSet<>();
    records.forEach(record -> found.addAll(record.values().keySet()));
    Set<String> varied = new LinkedHashSet<>();
    settings.forEach(setting -> varied.addAll(setting.keySet()));

    List<String> columns = new ArrayList<>(List.of(TrialRow.ID, TrialRow.SETTING));
    Set<String> taken = new LinkedHashSet<>(findable);
    taken.addAll(found);
    varied.forEach(key -> columns.add(TrialRow.variedColumn(key, taken)));
    columns.addAll(List.of(TrialRow.SEED, TrialRow.STATE, TrialRow.REASON, TrialRow.SECONDS));
    columns.addAll(found);
    List<List<?>> rows = new ArrayList<>();
    for (TrialRecord record : records) {
      rows.add(row(record, settings.get(record.setting() - 1), varied, found));
    }
    Csv.replace(file, columns, rows);
  }

  private static List<Object> row(
      TrialRecord record, Map<String, String> setting, Set<String> varied, Set<String> found) {
    List<Object> row = new ArrayList<>(List.of(record.trial(), record.setting()));
    varied.forEach(key -> row.add(setting.get(key)));
    row.addAll(
        List.of(record.seed(), record.state().trialLabel(), record.reason(), record.seconds()));
    found.forEach(column -> row.add(cell(record.values().get(column))));
    return row;
  }

  /** The cell for a number or a text; empty if there is no value. */
  static Object cell(Object value) {
    boolean absent = value == null || (value instanceof Double d && !Double.isFinite(d));
    return absent ? "" : value;
  }

  /** Reads the file. */
  public static Trials read(Path file) throws IOException {
    List<TrialRow> trials = new ArrayList<>();
    List<String> needed = List.of(TrialRow.ID, TrialRow.SETTING, TrialRow.STATE);
    CsvRows.End end = CsvRows.of(file).read(needed, row -> trials.add(trial(row)));
    trials.sort(Comparator.comparingInt(TrialRow::setting));
    return new Trials(end.columns(), List.copyOf(trials));
  }

  /** All trials of parts of a sweep, in the order of settings and seeds. */
  static Trials merged(List<Trials> parts) {
    Set<String> columns = new LinkedHashSet<>();
    parts.forEach(part -> columns.addAll(part.columns()));
    List<TrialRow> trials = new ArrayList<>();
    parts.forEach(part -> trials.addAll(part.all()));
    trials.sort(Comparator.comparingInt(TrialRow::setting).thenComparingLong(TrialRow::seed));
    return new Trials(List.copyOf(columns), List.copyOf(trials));
  }

  private static TrialRow trial(CsvRow row) {
    row.integer(TrialRow.SETTING, 1, MOST_SETTINGS);
    TrialRow trial = new TrialRow(row.byColumn());
    for (String column : trial.cells().keySet()) {
      if (column.startsWith("loss_") || column.equals(TrialRow.SECONDS)) {
        row.number(column);
      }
      if (column.equals(TrialRow.SEED)) {
        row.whole(column);
      }
    }
    try {
      trial.state();
    } catch (IllegalArgumentException e) {
      throw row.damaged(TrialRow.STATE, "is not one of " + EndState.trialLabels());
    }
    return trial;
  }

  /** The trial's names of how it ended → number of trials, in alphabetical order. */
  public Map<String, Long> states() {
    return all.stream()
        .collect(
            Collectors.groupingBy(
                trial -> trial.state().trialLabel(), TreeMap::new, Collectors.counting()));
  }

  /** The trials that ended with a result. */
  public List<TrialRow> completed() {
    return all.stream().filter(TrialRow::completed).toList();
  }

  /** The trials of a setting. */
  public List<TrialRow> of(int setting) {
    return all.stream().filter(trial -> trial.setting() == setting).toList();
  }

  /** Whether there is such a column. */
  public boolean has(String column) {
    return columns.contains(column);
  }

  /** Whether the column has values and all of them are numbers. */
  public boolean isNumeric(String column) {
    return isNumeric(values(column));
  }

  /** Distinct values: numbers in rising order, other values as they come. */
  public List<String> values(String column) {
    return sorted(all.stream().map(trial -> trial.text(column)).filter(text -> !text.isEmpty()));
  }

  /** Distinct values: numbers in rising order, other values as they come. */
  public static List<String> sorted(Stream<String> values) {
    List<String> distinct = values.distinct().toList();
    return isNumeric(distinct)
        ? distinct.stream().sorted(Comparator.comparingDouble(TrialRow::parse)).toList()
        : distinct;
  }

  /** Whether there are values and all of them are numbers. */
  public static boolean isNumeric(Collection<String> values) {
    return !values.isEmpty()
        && values.stream().allMatch(v -> v.equals("NaN") || !Double.isNaN(TrialRow.parse(v)));
  }
}
