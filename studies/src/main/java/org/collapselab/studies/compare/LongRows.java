package org.collapselab.studies.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.reports.export.CsvTable;
import org.collapselab.reports.export.Table;

/** The rows of {@code metrics.csv} or {@code spectra.csv}. */
final class LongRows {
  private LongRows() {}

  /** One row; {@code item} is the metric or the index of the singular value. */
  record Row(long step, String split, String layer, String tap, String item, double value) {
    /** {@code layer:tap}; empty for numbers about the whole network. */
    String place() {
      return layer.isEmpty() ? "" : layer + ":" + tap;
    }
  }

  /** Rows of {@code metrics.csv}. */
  static List<Row> metrics(Path file, boolean ended) {
    return read(file, List.of("step", "split", "layer", "tap", "metric", "value"), ended);
  }

  /** Rows of {@code spectra.csv}. */
  static List<Row> spectra(Path file, boolean ended) {
    return read(file, List.of("step", "split", "layer", "tap", "index", "singular_value"), ended);
  }

  private static List<Row> read(Path file, List<String> columns, boolean ended) {
    Table table = CsvTable.read(file, ended);
    List<String> names = table.columns().stream().map(Table.Column::name).toList();
    int[] at = columns.stream().mapToInt(names::indexOf).toArray();
    for (int i = 0; i < at.length; i++) {
      if (at[i] < 0) {
        throw new UncheckedIOException(
            new IOException("%s has no column \"%s\"".formatted(file, columns.get(i))));
      }
    }
    return table.rows().stream().map(row -> row(row, at)).toList();
  }

  private static Row row(List<Object> row, int[] at) {
    return new Row(
        (Long) row.get(at[0]),
        text(row.get(at[1])),
        text(row.get(at[2])),
        text(row.get(at[3])),
        text(row.get(at[4])),
        row.get(at[5]) instanceof Double value ? value : Double.NaN);
  }

  private static String text(Object cell) {
    return cell == null ? "" : cell.toString();
  }
}
