package org.collapselab.reports.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.collapselab.reports.export.Table.CellType;
import org.collapselab.reports.export.Table.Column;
import org.collapselab.trainer.store.CsvRow;
import org.collapselab.trainer.store.CsvRows;

/** Reads a table of a run or a sweep with types, of a run that is still writing it too. */
public final class CsvTable {
  private static final String STEP = "step";
  private static final Map<String, CellType> KNOWN =
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
          Map.entry("reason", CellType.TEXT));

  private CsvTable() {}

  /**
   * Reads a table; an empty cell has no value. Columns of other names than those of the long tables
   * are of the narrowest type that fits all their cells.
   *
   * @param ended false if somebody may still write the file: where it breaks off, the measurement
   *     in progress is left out
   * @throws UncheckedIOException if the file cannot be understood, naming it and the line
   */
  public static Table read(Path file, boolean ended) {
    try {
      List<CsvRow> rows = new ArrayList<>();
      CsvRows.End end = new CsvRows(file, ended).read(List.of(), rows::add);
      Table table = table(end.columns(), rows);
      return end.cutOff() ? withoutLastStep(table) : table;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static Table table(List<String> names, List<CsvRow> rows) throws IOException {
    List<Column> columns =
        names.stream()
            .map(
                name ->
                    new Column(name, KNOWN.containsKey(name) ? KNOWN.get(name) : type(rows, name)))
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

  private static Object cell(CsvRow row, String column, CellType type) {
    if (row.text(column).isEmpty()) {
      return null;
    }
    return switch (type) {
      case WHOLE -> (Object) row.whole(column);
      case NUMBER -> row.number(column);
      case TEXT -> row.text(column);
    };
  }

  private static CellType type(List<CsvRow> rows, String column) {
    for (CellType type : List.of(CellType.WHOLE, CellType.NUMBER)) {
      if (rows.stream().allMatch(row -> fits(row, column, type))) {
        return type;
      }
    }
    return CellType.TEXT;
  }

  private static boolean fits(CsvRow row, String column, CellType type) {
    try {
      cell(row, column, type);
      return true;
    } catch (UncheckedIOException e) {
      return false;
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
