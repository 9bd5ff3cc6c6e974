package org.collapselab.trainer.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** The tables of a run directory: RFC 4180 with a header, lines ending in LF, UTF-8. */
public final class Csv {
  private Csv() {}

  /** Writes a whole table and replaces an earlier one; a reader sees either the old or the new. */
  public static void replace(Path file, List<String> columns, Iterable<? extends List<?>> rows)
      throws IOException {
    WholeFile.fill(
        file,
        part -> {
          try (CSVPrinter table =
              new CSVPrinter(
                  Files.newBufferedWriter(part, StandardCharsets.UTF_8),
                  format(columns.toArray(String[]::new)))) {
            for (List<?> row : rows) {
              table.printRecord(row);
            }
          }
        });
  }

  /** Opens a table to read; its first line is the header. {@link CsvRows} explains bad cells. */
  public static CSVParser open(Path file) throws IOException {
    return CSVParser.parse(Files.newBufferedReader(file), withHeader());
  }

  /** The format of a table to read. */
  static CSVFormat withHeader() {
    return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
  }

  /** The cells of one line, which may be quoted but hold no line ends; empty if it has no cells. */
  static List<String> cells(String line) {
    if (line.indexOf('"') < 0) {
      return List.of(line.split(",", -1));
    }
    try (CSVParser parser = CSVParser.parse(line, CSVFormat.RFC4180)) {
      List<CSVRecord> records = parser.getRecords();
      return records.isEmpty() ? List.of() : records.get(0).toList();
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      return List.of(); // quotes that do not match
    }
  }

  /** The format, with a header if there are columns. */
  static CSVFormat format(String... columns) {
    CSVFormat.Builder format = CSVFormat.RFC4180.builder().setRecordSeparator('\n');
    return columns.length == 0 ? format.get() : format.setHeader(columns).get();
  }
}
