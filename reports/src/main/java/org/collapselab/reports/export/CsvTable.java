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

/** Reads a table of a run or a sweep with types, of a run that is still writing it too. */
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
   * Reads a long table, whose columns have the types they are documented with whatever they hold; a
   * column of another name is of numbers. An empty cell has no value.
   *
   * @param ended false if somebody may still write the file: where it breaks off, the measurement
   *     in progress is left out
   * @throws UncheckedIOException if the file cannot be understood, naming it and the line
   */
  public static Table read(Path file, boolean ended) {
    return read(file, ended, OF_LONG_TABLES);
  }

  /** Reads a table that nobody writes any more, with columns of these types. */
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

  /** A number that varies is written as in the file of the sweep: {@code null}, {@code 1_000}. */
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
