package org.collapselab.trainer.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The two long tables of a run, written by {@link MetricsLog}: the measurements, one number per
 * row. Both begin with step, epoch, split, layer and tap; layer and tap are empty for numbers about
 * the whole network.
 */
public enum RunTable {
  /** {@code metrics.csv}, with metric and value. */
  METRICS("metric", "value"),
  /** {@code spectra.csv}, with index (from 1) and singular_value. */
  SPECTRA("index", "singular_value");

  private static final String STEP = "step";
  private static final String EPOCH = "epoch";
  private static final String SPLIT = "split";

  private final String quantity;
  private final String value;
  private final List<String> columns;
  private final Map<String, Integer> places = new LinkedHashMap<>();

  RunTable(String quantity, String value) {
    this.quantity = quantity;
    this.value = value;
    this.columns = List.of("step", "epoch", "split", LayerTap.LAYER, LayerTap.TAP, quantity, value);
    columns.forEach(column -> places.put(column, places.size()));
  }

  /** The file's name without suffix, such as {@code metrics}. */
  public String stem() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The file's name in the directory of a run. */
  public String file() {
    return stem() + ".csv";
  }

  List<String> columns() {
    return columns;
  }

  /**
   * Reads a table of a run that has ended, row by row.
   *
   * @throws IOException naming the file, and the line and column of a bad cell
   */
  public void read(Path file, Consumer<SeriesRow> rows) throws IOException {
    CsvRows.of(file).read(columns, row -> rows.accept(row(row)));
  }

  /**
   * Reads a table.
   *
   * @param ended false if the run may still be writing it: an unfinished measurement at the end is
   *     then left out
   * @throws IOException naming the file, and the line and column of a bad cell
   */
  public SeriesTable read(Path file, boolean ended) throws IOException {
    Optional<SeriesTable> plain = PlainTable.read(this, file, ended);
    return plain.isPresent() ? plain.get() : readAny(file, ended);
  }

  private SeriesTable readAny(Path file, boolean ended) throws IOException {
    SeriesTable.Builder table = new SeriesTable.Builder();
    CsvRows.End end = new CsvRows(file, ended).read(columns, row -> table.add(row(row)));
    return end.cutOff() ? table.build().withoutLastStep() : table.build();
  }

  /** Reads any line; empty if it is not a row of this table. */
  public Optional<SeriesRow> parse(String line) {
    try {
      return Optional.of(row(new CsvRow(Path.of(file()), 0, places, Csv.cells(line))));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Whether a line is a header. */
  public boolean isHeader(String line) {
    return line.startsWith(STEP + ",");
  }

  private SeriesRow row(CsvRow row) {
    String name =
        switch (this) {
          case METRICS -> row.text(quantity);
          case SPECTRA -> Integer.toString(row.integer(quantity, 1, Integer.MAX_VALUE));
        };
    return new SeriesRow(
        row.whole(STEP),
        row.number(EPOCH),
        new SeriesKey(row.text(SPLIT), row.layerTap(), name),
        row.number(value));
  }
}
