package org.collapselab.trainer.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The numbers of {@code metrics.csv} or {@code spectra.csv}, one series per key. */
public record SeriesTable(List<Series> series) {

  /** Collects rows, which are in chronological order. */
  public static final class Builder {
    private final Map<SeriesKey, List<Series.Point>> points = new LinkedHashMap<>();

    /** Adds a row. */
    public void add(SeriesRow row) {
      points
          .computeIfAbsent(row.key(), key -> new ArrayList<>())
          .add(new Series.Point(row.step(), row.epoch(), row.value()));
    }

    /** The series so far. */
    public SeriesTable build() {
      return new SeriesTable(
          points.entrySet().stream().map(e -> new Series(e.getKey(), e.getValue())).toList());
    }
  }

  /** The series of these rows, which are in chronological order. */
  public static SeriesTable of(List<SeriesRow> rows) {
    Builder table = new Builder();
    rows.forEach(table::add);
    return table.build();
  }

  /** Number of rows. */
  public int rows() {
    return series.stream().mapToInt(s -> s.points().size()).sum();
  }

  /** The series of a key. */
  public Optional<Series> find(String split, LayerTap layerTap, String quantity) {
    SeriesKey key = new SeriesKey(split, layerTap, quantity);
    return series.stream().filter(s -> s.key().equals(key)).findFirst();
  }

  /** The last value on a split. */
  public OptionalDouble last(String split, LayerTap layerTap, String quantity) {
    return find(split, layerTap, quantity)
        .map(s -> OptionalDouble.of(s.last().value()))
        .orElse(OptionalDouble.empty());
  }

  /** The last value on the whole training set, or otherwise on its evaluation subset. */
  public OptionalDouble lastOnTraining(LayerTap layerTap, String quantity) {
    return Splits.TRAINING.stream()
        .map(split -> last(split, layerTap, quantity))
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }

  /** The last point in time, if anything was measured. */
  public Optional<Series.Point> lastPoint() {
    return series.stream().map(Series::last).max(Comparator.comparingLong(Series.Point::step));
  }

  /** Layers with a weight matrix, from input to output. */
  public List<String> matrices() {
    return series.stream()
        .map(s -> s.key().layerTap())
        .filter(LayerTap::isWeight)
        .map(LayerTap::layer)
        .distinct()
        .toList();
  }

  /**
   * The last singular values of a matrix.
   *
   * @param values σ_1 … σ_r
   */
  public record LastSpectrum(long step, String split, LayerTap layerTap, List<Double> values) {}

  /**
   * The singular values of every matrix that were measured last, on the whole training set or
   * otherwise on its evaluation subset.
   */
  public List<LastSpectrum> lastSpectra() {
    Map<LayerTap, LastSpectrum> found = new LinkedHashMap<>();
    for (String split : Splits.TRAINING) {
      lastSpectra(split).forEach(found::putIfAbsent);
    }
    return List.copyOf(found.values());
  }

  private Map<LayerTap, LastSpectrum> lastSpectra(String split) {
    Map<LayerTap, LastSpectrum> last = new LinkedHashMap<>();
    for (Series of : series) {
      if (of.key().split().equals(split)) {
        LayerTap matrix = of.key().layerTap();
        long step = of.last().step();
        if (!last.containsKey(matrix) || last.get(matrix).step() < step) {
          last.put(matrix, new LastSpectrum(step, split, matrix, new ArrayList<>()));
        }
        if (last.get(matrix).step() == step) {
          last.get(matrix).values().add(of.last().value());
        }
      }
    }
    return last;
  }

  /** The same without the measurements at the last step. */
  SeriesTable withoutLastStep() {
    long last = lastPoint().map(Series.Point::step).orElse(0L);
    return new SeriesTable(
        series.stream()
            .map(
                s ->
                    new Series(s.key(), s.points().stream().filter(p -> p.step() != last).toList()))
            .filter(s -> !s.points().isEmpty())
            .toList());
  }
}
