package org.collapselab.reports.joint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collapselab.reports.sweep.data.TrialCondition;
import org.collapselab.trainer.config.JointConfig;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;

/**
 * Collects the trials of several sweeps under common settings: the label of the sweep, the keys
 * that its definitions rename, and constants. Trials that agree in these are trials of one setting,
 * whatever else differs.
 */
final class JointTrials {
  /** The column that holds the label of a trial's sweep. */
  static final String SWEEP = "sweep";

  private final Map<Map<String, String>, SweepSetting> settings = new LinkedHashMap<>();
  private final Set<String> columns = new LinkedHashSet<>(List.of(SWEEP));
  private final List<TrialRow> rows = new ArrayList<>();
  private final Set<String> ids = new LinkedHashSet<>();

  /**
   * Adds the trials of a sweep.
   *
   * @param directory in which the sweep's {@code sweep.yaml} and {@code trials.csv} are
   * @throws IOException if {@code trials.csv} does not exist or is damaged
   * @throws IllegalArgumentException if a definition or condition cannot be read or names no
   *     column, or if a trial has been added before
   */
  void add(JointConfig.Part part, Path directory) throws IOException {
    SweepConfig config = SweepLoader.loadStored(directory.resolve(SweepFiles.YAML));
    Trials trials = Trials.read(directory.resolve(SweepFiles.TRIALS));
    List<Definition> definitions = part.columns().stream().map(Definition::parse).toList();
    definitions.forEach(definition -> requireColumns(definition, trials, directory));
    columns.addAll(definitions.stream().map(Definition::name).toList());
    columns.addAll(trials.columns());
    List<TrialCondition> where = conditions(part);
    for (TrialRow trial : trials.all()) {
      SweepSetting own = config.settings().get(trial.setting() - 1);
      TrialRow extended = extended(part, trial, definitions);
      if (TrialCondition.allows(where, extended)) {
        rows.add(joined(part, extended, setting(part, own, definitions)));
      }
    }
  }

  private List<TrialCondition> conditions(JointConfig.Part part) {
    return part.where().stream().map(text -> TrialCondition.of(text, columns)).toList();
  }

  private static void requireColumns(Definition definition, Trials trials, Path directory) {
    for (String column : definition.from()) {
      if (!trials.has(column)) {
        throw new IllegalArgumentException(
            "%s has no column \"%s\" (columns: %s = …); it has %s"
                .formatted(
                    directory.resolve(SweepFiles.TRIALS),
                    column,
                    definition.name(),
                    String.join(", ", trials.columns())));
      }
    }
  }

  private SweepSetting setting(
      JointConfig.Part part, SweepSetting own, List<Definition> definitions) {
    Map<String, String> varied = new LinkedHashMap<>(Map.of(SWEEP, part.label()));
    definitions.stream()
        .filter(definition -> definition.isKey(own.varied()))
        .forEach(definition -> varied.put(definition.name(), definition.of(own.varied())));
    return settings.computeIfAbsent(
        varied, keys -> new SweepSetting(settings.size() + 1, keys, own.trial()));
  }

  /** With the label and the columns that the file defines. */
  private static TrialRow extended(
      JointConfig.Part part, TrialRow trial, List<Definition> definitions) {
    Map<String, String> cells = new LinkedHashMap<>(trial.cells());
    cells.put(SWEEP, part.label());
    definitions.forEach(d -> cells.put(d.name(), d.of(trial.cells())));
    return new TrialRow(cells);
  }

  private TrialRow joined(JointConfig.Part part, TrialRow trial, SweepSetting setting) {
    Map<String, String> cells = new LinkedHashMap<>(trial.cells());
    String id = "%s, %s, seed %s".formatted(part.label(), setting.label(), trial.text("seed"));
    cells.put(TrialRow.ID, id);
    cells.put(TrialRow.SETTING, Integer.toString(setting.index()));
    if (!ids.add(id)) {
      throw new IllegalArgumentException(
          "the trial \"%s\" is there twice; give each sweep its own seeds, or define a column for the key that differs"
              .formatted(id));
    }
    return new TrialRow(cells);
  }

  List<SweepSetting> settings() {
    return List.copyOf(settings.values());
  }

  Trials trials() {
    return new Trials(List.copyOf(columns), List.copyOf(rows));
  }
}
