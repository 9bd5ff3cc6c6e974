package org.collapselab.reports.run;

import java.util.List;
import org.collapselab.reports.page.RowCap;
import org.collapselab.trainer.store.Series;
import org.collapselab.trainer.store.SeriesTable;

/**
 * Keeps a table small enough for a browser: at most {@code maxRows} rows, taken from the longest
 * series, each of which keeps every s-th point and its last one.
 *
 * @param table the remaining rows
 * @param rows number of rows before thinning
 * @param longest number of points that a series may keep
 */
record Thinning(SeriesTable table, int rows, int longest) {
  static Thinning of(SeriesTable table, int maxRows) {
    int rows = table.rows();
    if (rows <= maxRows) {
      return new Thinning(table, rows, rows);
    }
    int[] lengths = table.series().stream().mapToInt(s -> s.points().size()).toArray();
    int longest = RowCap.longest(lengths, maxRows);
    List<Series> kept =
        table.series().stream()
            .map(s -> s.every(RowCap.stride(s.points().size(), longest)))
            .toList();
    return new Thinning(new SeriesTable(kept), rows, longest);
  }

  boolean thinned() {
    return table.rows() < rows;
  }
}
