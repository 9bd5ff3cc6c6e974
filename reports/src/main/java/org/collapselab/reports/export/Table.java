package org.collapselab.reports.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.trainer.store.CellType;
import org.collapselab.trainer.store.Csv;
import org.collapselab.trainer.store.sweep.TrialRow;

/**
 * A table with typed columns.
 *
 * @param rows cells are {@link Long}, {@link Double} or {@link String} as their column says; {@code
 *     null} where there is no value
 */
public record Table(List<Column> columns, List<List<Object>> rows) {
  /** Name and type. */
  public record Column(String name, CellType type) {}

  /** Characters that start a formula in a spreadsheet. */
  private static final String FORMULA = "=+-@\t\r";

  public Table {
    columns = List.copyOf(columns);
  }

  /**
   * Writes the table as CSV, with empty cells for missing values, and replaces an earlier one. Text
   * that a spreadsheet would take for a formula is prefixed with an apostrophe.
   */
  public void writeCsv(Path file) throws IOException {
    List<String> header = columns.stream().map(column -> (String) safe(column.name())).toList();
    Csv.replace(
        file, header, rows.stream().map(row -> row.stream().map(Table::safe).toList()).toList());
  }

  /** Numbers stay numbers. */
  private static Object safe(Object cell) {
    boolean formula =
        cell instanceof String text && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return formula && Double.isNaN(TrialRow.parse((String) cell)) ? "'" + cell : cell;
  }
}
