package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.collapselab.reports.page.JsonTree;

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
  static ObjectNode slice(Optional<Path> file, Request request, Predicate<TableRow> wanted) {
    long from = request.number("from", 0, Long.MAX_VALUE, 0);
    TableSlice slice =
        file.map(path -> read(path, from, request.one("mark").orElse("")))
            .orElseGet(() -> new TableSlice(0, 0, "", from > 0, false, List.of()));
    ArrayNode rows = JsonTree.array();
    int unreadable = 0;
    for (String line : slice.lines()) {
      Optional<TableRow> row = TableRow.parse(line);
      row.filter(wanted).ifPresent(r -> rows.add(json(r)));
      unreadable += row.isEmpty() && !TableRow.isHeader(line) ? 1 : 0;
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
  private static ArrayNode json(TableRow row) {
    Object value =
        Double.isFinite(row.value()) ? (Object) row.value() : Double.toString(row.value());
    return JsonTree.array(
        row.step(), row.epoch(), row.split(), row.layer(), row.tap(), row.item(), value);
  }

  /** The last singular values of every matrix, those of the whole training set first. */
  static ObjectNode lastSpectra(Optional<Path> file) {
    Map<String, Last> spectra = new LinkedHashMap<>();
    for (TableRow row : file.map(Tables::last).orElse(List.of())) {
      if (!row.split().equals("test") && !row.layer().isEmpty()) {
        Last last = spectra.get(row.place());
        boolean another =
            last == null || last.step != row.step() || !last.split.equals(row.split());
        if (another) {
          spectra.put(row.place(), new Last(row));
        }
        spectra.get(row.place()).values.add(row.value());
      }
    }
    ArrayNode all = JsonTree.array();
    spectra.values().forEach(last -> all.add(last.json()));
    return JsonTree.object("spectra", all);
  }

  private static final class Last {
    private final long step;
    private final String split;
    private final String layer;
    private final String tap;
    private final List<Double> values = new ArrayList<>();

    Last(TableRow row) {
      step = row.step();
      split = row.split();
      layer = row.layer();
      tap = row.tap();
    }

    ObjectNode json() {
      return JsonTree.object(
          "step",
          step,
          "split",
          split,
          "layer",
          layer,
          "tap",
          tap,
          "values",
          JsonTree.array(values));
    }
  }

  /** The last rows of a table. */
  static List<TableRow> last(Path file) {
    try {
      return TableSlice.last(file, LAST).lines().stream()
          .map(TableRow::parse)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Refusal unreadable(Path file, IOException e) {
    return new Refusal(422, "cannot read %s: %s".formatted(file.getFileName(), e.getMessage()));
  }
}
