package org.collapselab.cli.ui;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The last numbers of a run, those on the whole training set before those on its subset. */
final class LastNumbers {
  private static final List<String> TRAINING = List.of("train_all", "train");

  private record Key(String split, String place, String metric) {}

  private final Map<Key, Double> values = new HashMap<>();
  private final Set<String> matrices = new LinkedHashSet<>();
  private long matrixStep = -1;
  private long step = -1;
  private double epoch = Double.NaN;

  LastNumbers(List<TableRow> rows) {
    for (TableRow row : rows) {
      values.put(new Key(row.split(), row.place(), row.item()), row.value());
      if (row.tap().equals("weight")) {
        addMatrix(row);
      }
      if (row.step() >= step) {
        step = row.step();
        epoch = row.epoch();
      }
    }
  }

  /** The first rows may be the rest of a measurement, whose layers do not start at the input. */
  private void addMatrix(TableRow row) {
    if (row.step() != matrixStep) {
      matrices.clear();
      matrixStep = row.step();
    }
    matrices.add(row.layer());
  }

  /** Layers with a weight matrix, from the input on. */
  List<String> matrices() {
    return List.copyOf(matrices);
  }

  /** −1 if nothing was measured. */
  long step() {
    return step;
  }

  /** NaN if nothing was measured. */
  double epoch() {
    return epoch;
  }

  /** {@code null} if it was not measured. */
  Double value(String place, String metric) {
    return TRAINING.stream()
        .map(split -> new Key(split, place, metric))
        .filter(values::containsKey)
        .map(values::get)
        .findFirst()
        .orElse(null);
  }
}
