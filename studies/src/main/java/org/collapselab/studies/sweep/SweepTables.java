package org.collapselab.studies.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.store.Csv;

/** The tables of a sweep, written anew from its records. */
final class SweepTables {
  private static final String TRIALS = "trials.csv";

  private SweepTables() {}

  static void write(Path directory, SweepConfig config, List<TrialRecord> records) {
    writeProgress(directory, config, records);
    try {
      Csv.replace(
          directory.resolve("spectra.csv"),
          List.of("trial", "layer", "tap", "index", "singular_value"),
          spectra(records));
      Csv.replace(
          directory.resolve("jumps.csv"), List.of("trial", "step", "from", "to"), jumps(records));
      Csv.replace(
          directory.resolve("predictions.csv"),
          List.of("setting", "structure", "layer", "tap", "index", "singular_value"),
          Predictions.rows(config, records));
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
  }

  /** What changes while trials run: {@code trials.csv} and {@code curves.csv}. */
  static void writeProgress(Path directory, SweepConfig config, List<TrialRecord> records) {
    writeTrials(directory, config, records);
    try {
      Csv.replace(
          directory.resolve("curves.csv"),
          List.of("trial", "quantity", "step", "value"),
          curves(records));
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
  }

  static void writeTrials(Path directory, SweepConfig config, List<TrialRecord> records) {
    Set<String> found = new LinkedHashSet<>();
    records.forEach(record -> found.addAll(record.values().keySet()));
    Set<String> varied = new LinkedHashSet<>();
    config.settings().forEach(setting -> varied.addAll(setting.varied().keySet()));

    List<String> columns = new ArrayList<>(List.of("trial", "setting"));
    varied.forEach(key -> columns.add(found.contains(key) ? "varied_" + key : key));
    columns.addAll(List.of("seed", "state", "reason", "seconds"));
    columns.addAll(found);
    List<List<?>> rows = new ArrayList<>();
    for (TrialRecord record : records) {
      rows.add(row(record, config.settings().get(record.setting() - 1), varied, found));
    }
    try {
      Csv.replace(directory.resolve(TRIALS), columns, rows);
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
  }

  private static List<Object> row(
      TrialRecord record, SweepSetting setting, Set<String> varied, Set<String> found) {
    List<Object> row = new ArrayList<>(List.of(record.trial(), record.setting()));
    varied.forEach(key -> row.add(setting.varied().get(key)));
    row.addAll(List.of(record.seed(), record.state().label(), record.reason(), record.seconds()));
    found.forEach(column -> row.add(orEmpty(record.values().get(column))));
    return row;
  }

  private static Object orEmpty(Object value) {
    boolean absent = value == null || (value instanceof Double d && !Double.isFinite(d));
    return absent ? "" : value;
  }

  private static List<List<?>> curves(List<TrialRecord> records) {
    List<List<?>> rows = new ArrayList<>();
    for (TrialRecord record : records) {
      for (Findings.Curve curve : record.curves()) {
        for (int i = 0; i < curve.steps().size(); i++) {
          Object value = orEmpty(curve.values().get(i));
          rows.add(List.of(record.trial(), curve.quantity(), curve.steps().get(i), value));
        }
      }
    }
    return rows;
  }

  private static List<List<?>> spectra(List<TrialRecord> records) {
    List<List<?>> rows = new ArrayList<>();
    for (TrialRecord record : records) {
      for (Findings.Spectrum spectrum : record.spectra()) {
        for (int i = 0; i < spectrum.values().size(); i++) {
          Object value = orEmpty(spectrum.values().get(i));
          rows.add(List.of(record.trial(), spectrum.layer(), spectrum.tap(), i + 1, value));
        }
      }
    }
    return rows;
  }

  private static List<List<?>> jumps(List<TrialRecord> records) {
    List<List<?>> rows = new ArrayList<>();
    for (TrialRecord record : records) {
      record.jumps().forEach(j -> rows.add(List.of(record.trial(), j.step(), j.from(), j.to())));
    }
    return rows;
  }

  private static UncheckedIOException cannotWrite(Path directory, IOException e) {
    return new UncheckedIOException(
        "cannot write to %s: %s".formatted(directory, e.getMessage()), e);
  }
}
