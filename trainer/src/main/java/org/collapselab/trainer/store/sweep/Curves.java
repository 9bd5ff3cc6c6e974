package org.collapselab.trainer.store.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.trainer.store.Csv;
import org.collapselab.trainer.store.CsvRows;

/** {@code curves.csv}: quantity → trial → curve. */
public record Curves(Map<String, Map<String, Curve>> byQuantity) {
  private static final String QUANTITY = "quantity";
  private static final String STEP = "step";
  private static final String VALUE = "value";
  private static final List<String> COLUMNS = List.of(TrialRow.ID, QUANTITY, STEP, VALUE);

  /** Writes the curves of these trials. */
  public static void write(Path file, List<TrialRecord> records) throws IOException {
    List<List<?>> rows = new ArrayList<>();
    for (TrialRecord record : records) {
      for (Findings.Curve curve : record.curves()) {
        for (int i = 0; i < curve.steps().size(); i++) {
          Object value = Trials.cell(curve.values().get(i));
          rows.add(List.of(record.trial(), curve.quantity(), curve.steps().get(i), value));
        }
      }
    }
    Csv.replace(file, COLUMNS, rows);
  }

  /** Reads the file; points are put in the order of their steps. */
  public static Curves read(Path file) throws IOException {
    Map<String, Map<String, Curve>> curves = new LinkedHashMap<>();
    CsvRows.of(file)
        .read(
            COLUMNS,
            row ->
                curves
                    .computeIfAbsent(row.text(QUANTITY), name -> new LinkedHashMap<>())
                    .computeIfAbsent(row.text(TrialRow.ID), id -> new Curve(new ArrayList<>()))
                    .points()
                    .add(new Curve.Point(row.whole(STEP), row.number(VALUE))));
    curves
        .values()
        .forEach(
            trials ->
                trials
                    .values()
                    .forEach(c -> c.points().sort(Comparator.comparingLong(Curve.Point::step))));
    return new Curves(curves);
  }

  /** The curves of all trials of these; no two have the same trial. */
  static Curves merged(List<Curves> parts) {
    Map<String, Map<String, Curve>> all = new LinkedHashMap<>();
    for (Curves part : parts) {
      part.byQuantity()
          .forEach(
              (quantity, curves) ->
                  all.computeIfAbsent(quantity, name -> new LinkedHashMap<>()).putAll(curves));
    }
    return new Curves(all);
  }

  /** Whether a trial has a curve of this quantity. */
  public boolean has(String quantity) {
    return byQuantity.containsKey(quantity);
  }

  /** The curve of a trial. */
  public Optional<Curve> curve(String quantity, TrialRow trial) {
    return Optional.ofNullable(byQuantity.getOrDefault(quantity, Map.of()).get(trial.id()));
  }
}
