package org.collapselab.trainer.store;

import com.fasterxml.jackson.core.io.NumberInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a {@link RunTable} about ten times as fast as {@link CsvRows}, if it has the form that
 * {@link MetricsLog} writes: ASCII without quotes. It leaves every other table, damaged ones
 * included, to {@link CsvRows}, which reads it or explains the error.
 */
final class PlainTable {
  private static final int BUFFER = 1 << 16;
  private static final int COMMAS = 6;
  private static final int LONGEST_STEP = 18;
  private static final int LONGEST_NUMBER = 64;

  private final RunTable table;
  private final Map<SeriesKey, List<Series.Point>> points = new LinkedHashMap<>();
  private final Map<Cells, List<Series.Point>> known = new HashMap<>();
  private final Cells key = new Cells();
  private final char[] digits = new char[LONGEST_NUMBER];
  private final int[] commas = new int[COMMAS];

  private byte[] moment = {};
  private long step;
  private double epoch;

  private PlainTable(RunTable table) {
    this.table = table;
  }

  /**
   * Reads a table.
   *
   * @param ended as for {@link RunTable#read(Path, boolean)}
   * @return empty if it is not plain
   */
  static Optional<SeriesTable> read(RunTable table, Path file, boolean ended) throws IOException {
    try (WholeLines lines = WholeLines.open(file)) {
      if (lines.cutOff() && ended) {
        return Optional.empty();
      }
      PlainTable plain = new PlainTable(table);
      if (!plain.readAll(lines)) {
        return Optional.empty();
      }
      SeriesTable all =
          new SeriesTable(
              plain.points.entrySet().stream()
                  .map(e -> new Series(e.getKey(), e.getValue()))
                  .toList());
      return Optional.of(lines.cutOff() ? all.withoutLastStep() : all);
    }
  }

  private boolean readAll(WholeLines in) throws IOException {
    byte[] bytes = new byte[BUFFER];
    int filled = 0;
    boolean header = true;
    for (int read = in.read(bytes, 0, BUFFER); read >= 0; ) {
      filled += read;
      int start = 0;
      for (int i = start; i < filled; i++) {
        if (bytes[i] == '\n') {
          boolean plain = header ? isHeader(bytes, i) : row(bytes, start, i);
          if (!plain) {
            return false;
          }
          header = false;
          start = i + 1;
        }
      }
      if (start == 0 && filled == BUFFER) {
        return false; // no line of a table is that long
      }
      System.arraycopy(bytes, start, bytes, 0, filled - start);
      filled -= start;
      read = in.read(bytes, filled, BUFFER - filled);
    }
    return !header;
  }

  private boolean isHeader(byte[] bytes, int end) {
    String line = new String(bytes, 0, end, StandardCharsets.UTF_8);
    return line.equals(String.join(",", table.columns()));
  }

  /** Takes a line; false if it is not a plain row. */
  private boolean row(byte[] bytes, int start, int end) {
    int found = 0;
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b < ' ' || b == '"') {
        return false;
      }
      if (b == ',') {
        if (found == COMMAS) {
          return false;
        }
        commas[found++] = i;
      }
    }
    if (found < COMMAS || !moment(bytes, start)) {
      return false;
    }
    key.set(bytes, commas[1] + 1, commas[COMMAS - 1]);
    List<Series.Point> series = known.get(key);
    if (series == null) {
      Optional<SeriesRow> row =
          table.parse(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
      if (row.isEmpty()) {
        return false;
      }
      series = points.computeIfAbsent(row.get().key(), of -> new ArrayList<>());
      known.put(key.copy(), series);
    }
    try {
      double value = number(bytes, commas[COMMAS - 1] + 1, end);
      series.add(new Series.Point(step, epoch, value));
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Reads step and epoch, which are mostly the same as in the previous line. */
  private boolean moment(byte[] bytes, int start) {
    int end = commas[1];
    if (Arrays.equals(bytes, start, end, moment, 0, moment.length)) {
      return true;
    }
    int digits = commas[0] - start;
    if (digits == 0 || digits > LONGEST_STEP) {
      return false;
    }
    step = 0;
    for (int i = start; i < commas[0]; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
      step = 10 * step + bytes[i] - '0';
    }
    try {
      epoch = number(bytes, commas[0] + 1, end);
    } catch (NumberFormatException e) {
      return false;
    }
    moment = Arrays.copyOfRange(bytes, start, end);
    return true;
  }

  /**
   * The number in these bytes, as {@link Double#parseDouble} gives it; NaN if there are none.
   *
   * @throws NumberFormatException if there is something else
   */
  private double number(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length == 0) {
      return Double.NaN;
    }
    if (length > LONGEST_NUMBER) {
      throw new NumberFormatException("too long");
    }
    for (int i = 0; i < length; i++) {
      digits[i] = (char) bytes[start + i];
    }
    return NumberInput.parseDouble(digits, 0, length, true);
  }

  /** Bytes of a buffer, as a key: split, layer, tap and quantity of a row. */
  private static final class Cells {
    private byte[] bytes = {};
    private int from;
    private int to;
    private int hash;

    void set(byte[] buffer, int start, int end) {
      bytes = buffer;
      from = start;
      to = end;
      hash = 0;
      for (int i = start; i < end; i++) {
        hash = 31 * hash + buffer[i];
      }
    }

    Cells copy() {
      Cells copy = new Cells();
      copy.set(Arrays.copyOfRange(bytes, from, to), 0, to - from);
      return copy;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Cells cells
          && Arrays.equals(bytes, from, to, cells.bytes, cells.from, cells.to);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
