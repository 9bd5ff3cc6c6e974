package org.collapselab.reports.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.trainer.store.CellType;
import org.collapselab.trainer.store.Csv;

/**
 * A table with typed columns.
 *
 * @param rows cells are {@link Long}, {@link Double} or {@link String} as their column says; {@code
 *     null} where there is no value
 */
public record Table(List<Column> columns, List<List<Object>> rows) {
  /** Name and type. */
  public record Column(String name, CellType type) {}

  public Table {
    columns = List.copyOf(columns);
  }

  /** Writes the table as CSV, empty where there is no value, in place of an earlier one. */
  public void writeCsv(Path file) throws IOException {
    Csv.replace(file, columns.stream().map(Column::name).toList(), rows);
  }
}
