package org.collapselab.trainer.expect;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The last value of every number in {@code metrics.csv}. */
public final class MetricsTable {
  private final Map<Key, Double> last = new LinkedHashMap<>();

  /** {@code tap} is {@code layer:tap}, or empty for numbers about the whole network. */
  private record Key(String split, String tap, String metric) {}

  private MetricsTable() {}

  /**
   * Reads the file; its rows are in the order of time.
   *
   * @throws java.io.UncheckedIOException if it cannot be understood, naming it
   */
  public static MetricsTable read(Path file) {
    MetricsTable table = new MetricsTable();
    List<String> needed = List.of("split", "layer", "tap", "metric", "value");
    Rows.read(
        file,
        needed,
        row -> {
          String layer = row.get("layer");
          String tap = layer.isEmpty() ? "" : layer + ":" + row.get("tap");
          table.last.put(
              new Key(row.get("split"), tap, row.get("metric")), Rows.number(row.get("value")));
        });
    return table;
  }

  Optional<Double> last(String split, String tap, String metric) {
    return Optional.ofNullable(last.get(new Key(split, tap, metric)));
  }

  /** What is there instead, nearest first. */
  String whyMissing(List<String> splits, String tap, String metric) {
    String where = (tap.isEmpty() ? "" : " at " + tap) + " on " + String.join(" or ", splits);
    List<Key> sameMetric = keys().filter(key -> key.metric().equals(metric)).toList();
    String instead =
        sameMetric.isEmpty()
            ? "no such metric; there are "
                + join(keys().filter(key -> key.tap().equals(tap)).map(Key::metric))
            : "there it is on "
                + join(sameMetric.stream().map(Key::split))
                + places(sameMetric.stream().map(Key::tap).filter(t -> !t.isEmpty()).toList());
    return "metrics.csv has no %s%s: %s".formatted(metric, where, instead);
  }

  private static String places(List<String> taps) {
    return taps.isEmpty() ? "" : " at " + join(taps.stream());
  }

  private Stream<Key> keys() {
    return last.keySet().stream();
  }

  private static String join(Stream<String> words) {
    return words.distinct().collect(Collectors.joining(", "));
  }
}
