package org.collapselab.trainer.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A long table such as {@code metrics.csv}, split into one series per quantity. */
public record LongTable(List<Series> series) {
  private static final String INDEX = "index";

  /** Reads {@code metrics.csv}. */
  static LongTable metrics(Path file) throws IOException {
    return read(file, "metric", "value");
  }

  /** Reads {@code spectra.csv}. */
  static LongTable spectra(Path file) throws IOException {
    return read(file, INDEX, "singular_value");
  }

  public int rows() {
    return series.stream().mapToInt(s -> s.points().size()).sum();
  }

  private static LongTable read(Path file, String quantity, String value) throws IOException {
    Map<SeriesKey, List<Series.Point>> columns = new LinkedHashMap<>();
    try (CSVParser parser = Csv.open(file)) {
      for (CSVRecord row : parser) {
        try {
          columns
              .computeIfAbsent(key(row, quantity), key -> new ArrayList<>())
              .add(point(row, value));
        } catch (IllegalArgumentException e) {
          throw new IOException(
              "%s line %d: %s".formatted(file, parser.getCurrentLineNumber(), e.getMessage()), e);
        }
      }
    }
    return new LongTable(
        columns.entrySet().stream().map(e -> new Series(e.getKey(), e.getValue())).toList());
  }

  private static SeriesKey key(CSVRecord row, String quantity) {
    LayerTap layerTap = new LayerTap(row.get("layer"), row.get("tap"));
    String name = row.get(quantity);
    if (quantity.equals(INDEX) && Long.parseLong(name) < 1) {
      throw new IllegalArgumentException("index %s is below 1".formatted(name));
    }
    return new SeriesKey(row.get("split"), layerTap, name);
  }

  private static Series.Point point(CSVRecord row, String value) {
    return new Series.Point(
        Long.parseLong(row.get("step")),
        Double.parseDouble(row.get("epoch")),
        Double.parseDouble(row.get(value)));
  }
}
