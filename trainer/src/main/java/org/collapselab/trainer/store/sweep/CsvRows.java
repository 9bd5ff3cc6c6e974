package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.trainer.store.Csv;
import org.collapselab.trainer.store.LayerTap;

/** Reads a table of a sweep row by row. */
final class CsvRows {

  private CsvRows() {}

  /**
   * Passes every row on and returns the header.
   *
   * @param needed columns without which the file cannot be understood
   * @throws IOException naming the file, and the missing column or the line of a row that {@code
   *     row} refuses
   */
  static List<String> read(Path file, List<String> needed, Consumer<CSVRecord> row)
      throws IOException {
    try (CSVParser parser = Csv.open(file)) {
      for (String column : needed) {
        if (!parser.getHeaderNames().contains(column)) {
          throw new IOException("%s has no column \"%s\"".formatted(file, column));
        }
      }
      for (CSVRecord each : parser) {
        try {
          row.accept(each);
        } catch (IllegalArgumentException e) {
          throw new IOException(
              "%s line %d: %s".formatted(file, parser.getCurrentLineNumber(), e.getMessage()), e);
        }
      }
      return parser.getHeaderNames();
    }
  }

  /** A number; NaN if the cell is empty. */
  static double number(CSVRecord row, String column) {
    String text = row.get(column);
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  /** What the cells {@code layer} and {@code tap} name. */
  static LayerTap place(CSVRecord row) {
    return new LayerTap(row.get("layer"), row.get("tap"));
  }
}
