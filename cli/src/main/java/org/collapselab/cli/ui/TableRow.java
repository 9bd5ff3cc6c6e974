package org.collapselab.cli.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of {@code metrics.csv} or {@code spectra.csv}.
 *
 * @param item the metric, or the index of the singular value
 */
record TableRow(
    long step, double epoch, String split, String layer, String tap, String item, double value) {
  private static final int CELLS = 7;
  private static final String FIRST_COLUMN = "step,";

  /** Empty if the line is no row of such a table. */
  static Optional<TableRow> parse(String line) {
    List<String> cells = cells(line);
    if (cells.size() != CELLS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new TableRow(
              Long.parseLong(cells.get(0)),
              Double.parseDouble(cells.get(1)),
              cells.get(2),
              cells.get(3),
              cells.get(4),
              cells.get(5),
              Double.parseDouble(cells.get(6))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static boolean isHeader(String line) {
    return line.startsWith(FIRST_COLUMN);
  }

  /** {@code layer:tap}; empty for numbers about the whole network. */
  String place() {
    return layer.isEmpty() ? "" : layer + ":" + tap;
  }

  /** Cells may be quoted, as in RFC 4180, but hold no line ends. */
  private static List<String> cells(String line) {
    if (line.indexOf('"') < 0) {
      return List.of(line.split(",", CELLS + 1));
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        boolean escaped = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (escaped) {
          cell.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
