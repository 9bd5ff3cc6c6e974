package org.collapselab.trainer.store;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a table row by row.
 *
 * @param complete false if the file may still be written to: an incomplete last line is then left
 *     out, while in a complete file it is an error
 */
public record CsvRows(Path file, boolean complete) {
  /**
   * The result of reading.
   *
   * @param columns the header
   * @param cutOff whether a last line was left out
   */
  public record End(List<String> columns, boolean cutOff) {}

  /** Reads a file that is no longer being written. */
  public static CsvRows of(Path file) {
    return new CsvRows(file, true);
  }

  /**
   * Passes every row to a consumer.
   *
   * @param needed columns that the file must have
   * @throws IOException naming the file and the missing column, or the line and column of a bad
   *     cell, or what else is wrong
   */
  public End read(List<String> needed, Consumer<CsvRow> rows) throws IOException {
    try (WholeLines lines = WholeLines.open(file)) {
      if (lines.cutOff() && complete) {
        throw new IOException(file + " is cut off in its last line; the file is damaged");
      }
      try (CSVParser parser = parser(lines)) {
        List<String> columns = parser.getHeaderNames();
        for (String column : needed) {
          if (!columns.contains(column)) {
            throw new IOException("%s has no column \"%s\"".formatted(file, column));
          }
        }
        pass(parser, rows);
        return new End(columns, lines.cutOff());
      }
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not text in UTF-8", e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Reads the header. */
  private CSVParser parser(WholeLines lines) throws IOException {
    InputStreamReader text = new InputStreamReader(lines, StandardCharsets.UTF_8.newDecoder());
    try {
      return CSVParser.parse(text, Csv.withHeader());
    } catch (CharacterCodingException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) { // names that are missing or occur twice
      throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private void pass(CSVParser parser, Consumer<CsvRow> rows) throws IOException {
    Map<String, Integer> columns = parser.getHeaderMap();
    Iterator<CSVRecord> records = parser.iterator();
    while (hasNext(records)) {
      CSVRecord record = records.next();
      long line = parser.getCurrentLineNumber();
      rows.accept(new CsvRow(file, line, columns, Arrays.asList(record.values())));
    }
  }

  private boolean hasNext(Iterator<CSVRecord> records) throws IOException {
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw e.getCause();
      }
      throw new IOException("%s: %s".formatted(file, e.getCause().getMessage()), e);
    } catch (IllegalStateException e) { // quotes that do not match
      throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
