package org.collapselab.reports.export;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.reports.export.Table.CellType;
import org.collapselab.reports.export.Table.Column;

/** Reads a table of a run or a sweep with types, of a run that is still writing it too. */
public final class CsvTable {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
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

  private final Path file;
  private final CSVParser parser;

  private CsvTable(Path file, CSVParser parser) {
    this.file = file;
    this.parser = parser;
  }

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
      String text = Files.readString(file);
      int whole = text.lastIndexOf('\n') + 1;
      boolean cut = whole < text.length();
      if (cut && ended) {
        throw new IOException(file + " is cut off in its last line; the file is damaged");
      }
      try (CSVParser parser = CSVParser.parse(new StringReader(text.substring(0, whole)), FORMAT)) {
        Table table = new CsvTable(file, parser).table();
        return cut ? withoutLastStep(table) : table;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private Table table() throws IOException {
    List<String> names = parser.getHeaderNames();
    List<CSVRecord> records = parser.getRecords();
    for (CSVRecord record : records) {
      if (record.size() != names.size()) {
        throw damaged(record, "%d cells under %d columns".formatted(record.size(), names.size()));
      }
    }
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      String name = names.get(c);
      columns.add(new Column(name, KNOWN.containsKey(name) ? KNOWN.get(name) : type(records, c)));
    }
    List<List<Object>> rows = new ArrayList<>(records.size());
    for (CSVRecord record : records) {
      rows.add(row(record, columns));
    }
    return new Table(columns, rows);
  }

  private List<Object> row(CSVRecord record, List<Column> columns) throws IOException {
    List<Object> row = new ArrayList<>(columns.size());
    for (int c = 0; c < columns.size(); c++) {
      try {
        row.add(cell(record.get(c), columns.get(c).type()));
      } catch (NumberFormatException e) {
        throw damaged(
            record, "%s \"%s\" is no number".formatted(columns.get(c).name(), record.get(c)));
      }
    }
    return row;
  }

  private IOException damaged(CSVRecord record, String what) {
    return new IOException("%s line %d: %s".formatted(file, record.getRecordNumber() + 1, what));
  }

  private static Object cell(String text, CellType type) {
    if (text.isEmpty()) {
      return null;
    }
    return switch (type) {
      case WHOLE -> (Object) Long.valueOf(text);
      case NUMBER -> Double.valueOf(text);
      case TEXT -> text;
    };
  }

  private static CellType type(List<CSVRecord> records, int column) {
    for (CellType type : List.of(CellType.WHOLE, CellType.NUMBER)) {
      if (records.stream().allMatch(record -> fits(record.get(column), type))) {
        return type;
      }
    }
    return CellType.TEXT;
  }

  private static boolean fits(String text, CellType type) {
    try {
      cell(text, type);
      return true;
    } catch (NumberFormatException e) {
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
