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

  /** Bytes to read first when searching for the end of a table. */
  private static final int FEW = 32 << 10;

  /** Number of steps, since the first may be incomplete and the last may still be being written. */
  private static final int ENOUGH = 3;

  private Tables() {}

  /**
   * The requested rows of a slice.
   *
   * @param file empty if it does not exist yet
   */
  static ObjectNode slice(
      RunTable table, Optional<Path> file, Address address, Predicate<SeriesRow> wanted) {
    long from = address.number("from", 0, Long.MAX_VALUE, 0);
    TableSlice slice =
        file.map(path -> read(path, from, address.one("mark").orElse("")))
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

  /** JSON has no NaN and no infinity: they are sent as text. */
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

  /** The last singular values of every matrix, preferably of the whole training set. */
  static ObjectNode spectra(Optional<Path> file) {
    ArrayNode all = JsonTree.array();
    file.map(Tables::lastSpectra).orElse(List.of()).forEach(last -> all.add(json(last)));
    return JsonTree.object("spectra", all);
  }

  private static List<SeriesTable.LastSpectrum> lastSpectra(Path file) {
    try {
      return lastSteps(RunTable.SPECTRA, file).lastSpectra();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static ObjectNode json(SeriesTable.LastSpectrum last) {
    return JsonTree.object(
        "step", last.step(),
        "split", last.split(),
        "layer", last.layerTap().layer(),
        "tap", last.layerTap().tap(),
        "values", JsonTree.array(last.values()));
  }

  /** The last whole measurements: if possible, a short end of the table that holds two of them. */
  static SeriesTable lastSteps(RunTable table, Path file) throws IOException {
    for (int bytes = FEW; ; bytes *= 4) {
      TableSlice slice = TableSlice.last(file, Math.min(bytes, LAST));
      List<SeriesRow> rows = rows(table, slice);
      long steps = rows.stream().mapToLong(SeriesRow::step).distinct().limit(ENOUGH).count();
      if (steps == ENOUGH || slice.from() == 0 || bytes >= LAST) {
        return SeriesTable.of(slice.from() == 0 ? rows : fromNextStep(rows));
      }
    }
  }

  private static List<SeriesRow> rows(RunTable table, TableSlice slice) {
    return slice.lines().stream().map(table::parse).flatMap(Optional::stream).toList();
  }

  /** All rows if they have the same step. */
  private static List<SeriesRow> fromNextStep(List<SeriesRow> rows) {
    List<SeriesRow> later =
        rows.stream().dropWhile(row -> row.step() == rows.get(0).step()).toList();
    return later.isEmpty() ? rows : later;
  }

  private static Refusal unreadable(Path file, IOException e) {
    return new Refusal(422, "cannot read %s: %s".formatted(file.getFileName(), e.getMessage()));
  }
}
