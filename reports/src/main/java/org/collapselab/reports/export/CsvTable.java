package org.collapselab.reports.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.collapselab.reports.export.Table.Column;
import org.collapselab.trainer.store.CellType;
import org.collapselab.trainer.store.CsvRow;
import org.collapselab.trainer.store.CsvRows;

/** Reads a table of a run or a sweep with types; the run may still be writing it. */
public final class CsvTable {
  private static final String STEP = "step";
  private static final Map<String, CellType> OF_LONG_TABLES =
      Map.ofEntries(
          Map.entry(STEP, CellType.WHOLE),
          Map.entry("epoch", CellType.NUMBER),
          Map.entry("split", CellType.TEXT),
          Map.entry("layer", CellType.TEXT),
          Map.entry("tap", CellType.TEXT),
          Map.entry("metric", CellType.TEXT),
          Map.entry("quantity", CellType.TEXT),
          Map.entry("value", CellType.NUMBER),
          Map.entry("index", CellType.WHOLE),
          Map.entry("singular_value", CellType.NUMBER),
          Map.entry("trial", CellType.TEXT),
          Map.entry("setting", CellType.WHOLE),
          Map.entry("structure", CellType.TEXT),
          Map.entry("from", CellType.WHOLE),
          Map.entry("to", CellType.WHOLE));

  private CsvTable() {}

  /**
   * Reads a long table. Documented columns have their documented types, whatever their content;
   * other columns hold numbers. An empty cell has no value.
   *
   * @param ended false if the file may still be written to: an unfinished measurement at the end is
   *     then left out
   * @throws UncheckedIOException if the file cannot be parsed, naming it and the line
   */
  public static Table read(Path file, boolean ended) {
    return read(file, ended, OF_LONG_TABLES);
  }

  /** Reads a table that is no longer being written, with columns of these types. */
  static Table read(Path file, Map<String, CellType> types) {
    return read(file, true, types);
  }

  private static Table read(Path file, boolean ended, Map<String, CellType> types) {
    try {
      List<CsvRow> rows = new ArrayList<>();
      CsvRows.End end = new CsvRows(file, ended).read(List.of(), rows::add);
      Table table = table(end.columns(), types, rows);
      return end.cutOff() ? withoutLastStep(table) : table;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static Table table(List<String> names, Map<String, CellType> types, List<CsvRow> rows)
      throws IOException {
    List<Column> columns =
        names.stream()
            .map(name -> new Column(name, types.getOrDefault(name, CellType.NUMBER)))
            .toList();
    List<List<Object>> cells = new ArrayList<>(rows.size());
    try {
      for (CsvRow row : rows) {
        List<Object> typed = new ArrayList<>(columns.size());
        columns.forEach(column -> typed.add(cell(row, column.name(), column.type())));
        cells.add(typed);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Table(columns, cells);
  }

  /**
   * A varied number is written as in the sweep's file, for example {@code null} or {@code 1_000}.
   */
  private static Object cell(CsvRow row, String column, CellType type) {
    String text = row.text(column);
    if (text.isEmpty() || (type != CellType.TEXT && text.equals("null"))) {
      return null;
    }
    return switch (type) {
      case WHOLE -> (Object) whole(row, column, text);
      case NUMBER -> number(row, column, text);
      case TEXT -> text;
    };
  }

  private static long whole(CsvRow row, String column, String text) {
    try {
      return new BigDecimal(text.replace("_", "")).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      return row.whole(column); // says what is wrong with it
    }
  }

  private static double number(CsvRow row, String column, String text) {
    try {
      return Double.parseDouble(text.replace("_", ""));
    } catch (NumberFormatException e) {
      return row.number(column); // says what is wrong with it
    }
  }

  private static Table withoutLastStep(Table table) {
    int step = table.columns().indexOf(new Column(STEP, CellType.WHOLE));
    List<List<Object>> rows = table.rows();
    if (step < 0 || rows.isEmpty()) {
      return table;
    }
    Object last = rows.get(rows.size() - 1).get(step);
    return new Table(
        table.columns(), rows.stream().filter(row -> !row.get(step).equals(last)).toList());
  }
}
