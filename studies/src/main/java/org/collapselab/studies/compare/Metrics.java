package org.collapselab.studies.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.collapselab.trainer.store.sweep.Curve;

/** The measurements of a run, by split, place and metric. */
final class Metrics {
  private static final List<String> TRAINING = List.of("train_all", "train");

  private record Key(String split, String place, String metric) {}

  private final Map<Key, List<Curve.Point>> series = new LinkedHashMap<>();
  private final Set<String> matrices = new LinkedHashSet<>();
  private long lastStep = -1;

  Metrics(List<LongRows.Row> rows) {
    for (LongRows.Row row : rows) {
      series
          .computeIfAbsent(new Key(row.split(), row.place(), row.item()), key -> new ArrayList<>())
          .add(new Curve.Point(row.step(), row.value()));
      if (row.tap().equals("weight")) {
        matrices.add(row.layer());
      }
      lastStep = Math.max(lastStep, row.step());
    }
  }

  /** Layers with a weight matrix, from the input on. */
  List<String> matrices() {
    return List.copyOf(matrices);
  }

  /** −1 if nothing was measured. */
  long lastStep() {
    return lastStep;
  }

  /** The last value on the whole training set, or else on its evaluation subset. */
  OptionalDouble last(String place, String metric) {
    return TRAINING.stream()
        .map(split -> last(split, place, metric))
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }

  /** The last value on a split. */
  OptionalDouble last(String split, String place, String metric) {
    List<Curve.Point> points = series.get(new Key(split, place, metric));
    return points == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(points.get(points.size() - 1).value());
  }

  /** Over training on the evaluation subset; empty if it was not measured. */
  List<Curve.Point> curve(String place, String metric) {
    return series.getOrDefault(new Key("train", place, metric), List.of());
  }

  /** Singular values of the last step, the whole training set first, by place. */
  static Map<String, double[]> lastSpectra(List<LongRows.Row> rows) {
    Map<String, double[]> spectra = new LinkedHashMap<>();
    for (String split : TRAINING) {
      List<LongRows.Row> of = rows.stream().filter(row -> row.split().equals(split)).toList();
      long last = of.stream().mapToLong(LongRows.Row::step).max().orElse(-1);
      Map<String, double[]> found = new LinkedHashMap<>();
      of.stream()
          .filter(row -> row.step() == last)
          .forEach(row -> found.merge(row.place(), new double[] {row.value()}, Metrics::joined));
      found.forEach(spectra::putIfAbsent);
    }
    return spectra;
  }

  private static double[] joined(double[] values, double[] next) {
    double[] all = Arrays.copyOf(values, values.length + next.length);
    System.arraycopy(next, 0, all, values.length, next.length);
    return all;
  }
}
