package org.collapselab.trainer.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of a table. A cell of the wrong type is an error that names file, line and column. */
public final class CsvRow {
  private final Path file;
  private final long line;
  private final Map<String, Integer> columns;
  private final List<String> cells;

  /**
   * @param line from 1, the header included
   * @param columns name → index, from 0
   * @param cells one for each column
   */
  CsvRow(Path file, long line, Map<String, Integer> columns, List<String> cells) {
    this.file = file;
    this.line = line;
    this.columns = columns;
    this.cells = cells;
    if (cells.size() != columns.size()) {
      throw damaged("%d cells under %d columns".formatted(cells.size(), columns.size()));
    }
  }

  /** All cells, in the order of the columns. */
  public List<String> cells() {
    return cells;
  }

  /** Column → cell, in the order of the columns. */
  public Map<String, String> byColumn() {
    Map<String, String> byColumn = new LinkedHashMap<>();
    columns.forEach((column, at) -> byColumn.put(column, cells.get(at)));
    return byColumn;
  }

  /**
   * The text of the cell.
   *
   * @throws IllegalArgumentException if the table has no such column
   */
  public String text(String column) {
    Integer at = columns.get(column);
    if (at == null) {
      throw new IllegalArgumentException("no column " + column);
    }
    return cells.get(at);
  }

  /**
   * The cell as a number, NaN if it is empty.
   *
   * @throws UncheckedIOException if it is not one
   */
  public double number(String column) {
    String text = text(column);
    try {
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw damaged(column, "is not a number");
    }
  }

  /**
   * The cell as a whole number of 64 bits.
   *
   * @throws UncheckedIOException if it is not one
   */
  public long whole(String column) {
    try {
      return Long.parseLong(text(column));
    } catch (NumberFormatException e) {
      throw damaged(column, "is not a whole number");
    }
  }

  /**
   * The cell as a whole number.
   *
   * @throws UncheckedIOException if it is not one, or not in {@code least} … {@code most}
   */
  public int integer(String column, int least, int most) {
    long value = whole(column);
    if (value < least) {
      throw damaged("%s %d is below %d".formatted(column, value, least));
    }
    if (value > most) {
      throw damaged("%s %d is above %d".formatted(column, value, most));
    }
    return (int) value;
  }

  /** The place in the cells {@code layer} and {@code tap}. */
  public LayerTap layerTap() {
    return new LayerTap(text(LayerTap.LAYER), text(LayerTap.TAP));
  }

  /** The error for a bad cell; {@code what} ends the sentence. */
  public UncheckedIOException damaged(String column, String what) {
    return damaged("%s \"%s\" %s".formatted(column, text(column), what));
  }

  private UncheckedIOException damaged(String what) {
    return new UncheckedIOException(new IOException("%s line %d: %s".formatted(file, line, what)));
  }
}
