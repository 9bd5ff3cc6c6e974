package org.collapselab.trainer.expect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.trainer.store.Csv;

/** Reads the tables of runs and sweeps. */
final class Rows {

  private Rows() {}

  /** Passes every row on and returns the header. */
  static List<String> read(Path file, List<String> needed, Consumer<CSVRecord> row) {
    try (CSVParser table = Csv.open(file)) {
      for (String column : needed) {
        if (!table.getHeaderNames().contains(column)) {
          throw new IOException("it has no column \"%s\"".formatted(column));
        }
      }
      table.forEach(row);
      return table.getHeaderNames();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** NaN if the text is no number. */
  static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
