package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/** {@code trials.csv}, in the order of settings. */
public record Trials(List<String> columns, List<Trial> all) {

  /** Reads the file. */
  public static Trials read(Path file) throws IOException {
    List<Trial> trials = new ArrayList<>();
    List<String> needed = List.of(Trial.ID, Trial.SETTING, Trial.STATE);
    List<String> columns = CsvRows.read(file, needed, row -> trials.add(trial(row)));
    trials.sort(Comparator.comparingInt(Trial::setting));
    return new Trials(columns, List.copyOf(trials));
  }

  private static Trial trial(CSVRecord row) {
    Trial trial = new Trial(new LinkedHashMap<>(row.toMap()));
    if (!trial.text(Trial.SETTING).matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(
          "setting \"%s\" is not a number from 1".formatted(trial.text(Trial.SETTING)));
    }
    return trial;
  }

  /** Those that ended with a result. */
  public List<Trial> completed() {
    return all.stream().filter(Trial::completed).toList();
  }

  /** Those of a setting. */
  public List<Trial> of(int setting) {
    return all.stream().filter(trial -> trial.setting() == setting).toList();
  }

  /** Whether there is such a column. */
  public boolean has(String column) {
    return columns.contains(column);
  }

  /** Whether every value of the column is a number, and there is one. */
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
        ? distinct.stream().sorted(Comparator.comparingDouble(Trial::parse)).toList()
        : distinct;
  }

  /** Whether all of these are numbers, and there is one. */
  public static boolean isNumeric(Collection<String> values) {
    return !values.isEmpty()
        && values.stream().allMatch(v -> v.equals("NaN") || !Double.isNaN(Trial.parse(v)));
  }
}
