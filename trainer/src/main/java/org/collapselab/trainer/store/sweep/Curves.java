package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code curves.csv}: quantity → trial → curve. */
public record Curves(Map<String, Map<String, Curve>> byQuantity) {

  /** Reads the file; points are put in the order of their steps. */
  public static Curves read(Path file) throws IOException {
    Map<String, Map<String, Curve>> curves = new LinkedHashMap<>();
    CsvRows.read(
        file,
        List.of("trial", "quantity", "step", "value"),
        row ->
            curves
                .computeIfAbsent(row.get("quantity"), name -> new LinkedHashMap<>())
                .computeIfAbsent(row.get("trial"), id -> new Curve(new ArrayList<>()))
                .points()
                .add(
                    new Curve.Point(
                        Long.parseLong(row.get("step")), CsvRows.number(row, "value"))));
    curves
        .values()
        .forEach(
            trials ->
                trials
                    .values()
                    .forEach(c -> c.points().sort(Comparator.comparingLong(Curve.Point::step))));
    return new Curves(curves);
  }

  /** Whether a trial has a curve of this quantity. */
  public boolean has(String quantity) {
    return byQuantity.containsKey(quantity);
  }

  /** The curve of a trial. */
  public Optional<Curve> curve(String quantity, Trial trial) {
    return Optional.ofNullable(byQuantity.getOrDefault(quantity, Map.of()).get(trial.id()));
  }
}
