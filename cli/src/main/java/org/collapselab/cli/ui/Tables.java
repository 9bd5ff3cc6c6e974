package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.SeriesKey;
import org.collapselab.trainer.store.SeriesRow;
import org.collapselab.trainer.store.SeriesTable;

/** Slices of the long tables as JSON. */
final class Tables {
  /** Bytes of a table that one answer covers. */
  static final int SLICE = 1 << 20;

  /** Bytes in which a whole measurement is expected: some ten thousand rows. */
  private static final int LAST = 4 << 20;

  private Tables() {}

  /**
   * The rows of a slice that are wanted.
   *
   * @param file empty if there is none yet
   */
  static ObjectNode slice(
      RunTable table, Optional<Path> file, Request request, Predicate<SeriesRow> wanted) {
    long from = request.number("from", 0, Long.MAX_VALUE, 0);
    TableSlice slice =
        file.map(path -> read(path, from, request.one("mark").orElse("")))
            .orElseGet(() -> new TableSlice(0, 0, "", from > 0, false, List.of()));
    ArrayNode rows = JsonTree.array();
    int unreadable = 0;
    for (String line : slice.lines()) {
      Optional<SeriesRow> row = table.parse(line);
      row.filter(wanted).ifPresent(r -> rows.add(json(r)));
      unreadable += row.isEmpty() && !table.isHeader(line) ? 1 : 0;
    }
    return JsonTree.object(
        "from", slice.from(),
        "next", slice.next(),
        "mark", slice.mark(),
        "reset", slice.reset(),
        "more", slice.more(),
        "unreadable", unreadable,
        "rows", rows);
  }

  private static TableSlice read(Path file, long from, String mark) {
    try {
      return TableSlice.read(file, from, mark, SLICE);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** JSON has no NaN and no infinity: they are texts. */
  private static ArrayNode json(SeriesRow row) {
    Object value =
        Double.isFinite(row.value()) ? (Object) row.value() : Double.toString(row.value());
    SeriesKey key = row.key();
    return JsonTree.array(
        row.step(),
        row.epoch(),
        key.split(),
        key.layerTap().layer(),
        key.layerTap().tap(),
        key.quantity(),
        value);
  }

  /** The last singular values of every matrix, those of the whole training set first. */
  static ObjectNode lastSpectra(Optional<Path> file) {
    ArrayNode all = JsonTree.array();
    file.map(path -> last(RunTable.SPECTRA, path).lastSpectra())
        .orElse(List.of())
        .forEach(last -> all.add(json(last)));
    return JsonTree.object("spectra", all);
  }

  private static ObjectNode json(SeriesTable.LastSpectrum last) {
    return JsonTree.object(
        "step", last.step(),
        "split", last.split(),
        "layer", last.layerTap().layer(),
        "tap", last.layerTap().tap(),
        "values", JsonTree.array(last.values()));
  }

  /** The last rows of a table, without the rest of a measurement at their beginning. */
  static SeriesTable last(RunTable table, Path file) {
    try {
      TableSlice slice = TableSlice.last(file, LAST);
      List<SeriesRow> rows =
          slice.lines().stream().map(table::parse).flatMap(Optional::stream).toList();
      return SeriesTable.of(slice.from() == 0 ? rows : fromNextStep(rows));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** All rows if they are of one step. */
  private static List<SeriesRow> fromNextStep(List<SeriesRow> rows) {
    List<SeriesRow> later =
        rows.stream().dropWhile(row -> row.step() == rows.get(0).step()).toList();
    return later.isEmpty() ? rows : later;
  }

  private static Refusal unreadable(Path file, IOException e) {
    return new Refusal(422, "cannot read %s: %s".formatted(file.getFileName(), e.getMessage()));
  }
}
