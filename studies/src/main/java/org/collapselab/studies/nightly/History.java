package org.collapselab.studies.nightly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.trainer.expect.Bound;
import org.collapselab.trainer.store.Csv;

/** {@code history.csv}: every expectation of every night, oldest first. */
public final class History {
  private static final String FILE = "history.csv";
  private static final List<String> COLUMNS =
      List.of(
          "night", "commit", "file", "state", "seconds", "expectation", "value", "bound", "passed");

  private final Path file;
  private final List<HistoryRow> rows;

  private History(Path file, List<HistoryRow> rows) {
    this.file = file;
    this.rows = rows;
  }

  /**
   * Opens the history in a folder; it is empty if the file does not exist yet.
   *
   * @throws UncheckedIOException if it cannot be parsed, naming file and line
   */
  public static History open(Path folder) {
    Path file = folder.resolve(FILE);
    return new History(file, Files.exists(file) ? read(file) : new ArrayList<>());
  }

  private static List<HistoryRow> read(Path file) {
    List<HistoryRow> rows = new ArrayList<>();
    try (CSVParser table = Csv.open(file)) {
      if (!table.getHeaderNames().equals(COLUMNS)) {
        throw new IOException("expected the columns " + String.join(",", COLUMNS));
      }
      for (CSVRecord record : table) {
        rows.add(row(record, table.getCurrentLineNumber()));
      }
      return rows;
    } catch (CharacterCodingException e) {
      throw new UncheckedIOException(
          "cannot read %s: it is not text in UTF-8; repair it or move it away".formatted(file), e);
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      throw new UncheckedIOException( // quotes that do not match, a header without names
          "cannot read %s: %s; repair it or move it away".formatted(file, e.getMessage()),
          new IOException(e));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read %s: %s; repair it or move it away".formatted(file, e.getMessage()), e);
    }
  }

  private static HistoryRow row(CSVRecord record, long line) throws IOException {
    try {
      if (!record.get("expectation").isEmpty()) {
        Bound.parse(record.get("bound")); // the page draws it
      }
      return new HistoryRow(
          record.get("night"),
          record.get("commit"),
          record.get("file"),
          record.get("state"),
          Double.parseDouble(record.get("seconds")),
          record.get("expectation"),
          record.get("value").isEmpty() ? Double.NaN : Double.parseDouble(record.get("value")),
          record.get("bound"),
          record.get("passed").equals("true"));
    } catch (IllegalArgumentException e) { // a cell is missing, not a number or not a bound
      throw new IOException("line %d is damaged (%s)".formatted(line, e.getMessage()), e);
    }
  }

  /** All rows, oldest first. */
  public List<HistoryRow> rows() {
    return List.copyOf(rows);
  }

  /** Seconds of the latest night in which the file completed. */
  public OptionalDouble lastSeconds(String name) {
    return rows.stream()
        .filter(row -> row.file().equals(name))
        .filter(row -> row.state().equals(FileResult.State.COMPLETED.label()))
        .mapToDouble(HistoryRow::seconds)
        .reduce((earlier, later) -> later);
  }

  /**
   * Appends rows, here and on disk; a reader sees all of them or none, and rows that were written
   * in the meantime are kept. The folder is locked.
   */
  public void append(List<HistoryRow> more) {
    if (Files.exists(file)) {
      List<HistoryRow> now = read(file);
      rows.clear();
      rows.addAll(now);
    }
    rows.addAll(more);
    try {
      Files.createDirectories(file.getParent());
      Csv.replace(file, COLUMNS, rows.stream().map(History::cells).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static List<Object> cells(HistoryRow row) {
    return List.of(
        row.night(),
        row.commit(),
        row.file(),
        row.state(),
        row.seconds(),
        row.expectation(),
        Double.isNaN(row.value()) ? "" : row.value(),
        row.bound(),
        row.passed());
  }
}
