package org.collapselab.studies.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.store.sweep.Curve;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.TrialRow;

/** Reads the trials of a sweep that does not train networks. */
record TrialReader(SweepConfig config, SweepFiles files) {
  private static final Set<String> OF_THE_TRIAL =
      Set.of(TrialRow.ID, TrialRow.SETTING, TrialRow.SEED, TrialRow.STATE, TrialRow.REASON);

  List<Run> read() {
    List<Run> runs = new ArrayList<>();
    files.trials().ifPresent(trials -> trials.all().forEach(trial -> runs.add(run(trial))));
    return runs;
  }

  private Run run(TrialRow trial) {
    SweepSetting setting = setting(trial);
    Map<String, Curve> curves = curves(trial);
    return new Run(
        files.directory().getFileName() + "/" + trial.id(),
        config.name(),
        trial.seed(),
        Optional.of(trial.state()),
        setting.trial(),
        values(trial, setting, curves),
        curves,
        files.spectra().map(s -> s.byTrial().get(trial.id())).orElse(Map.of()),
        files.predictions().map(p -> p.of(setting.index())).orElse(Map.of()));
  }

  private SweepSetting setting(TrialRow trial) {
    if (trial.setting() > config.settings().size()) {
      throw new IllegalArgumentException(
          "%s: trials.csv has setting %d, but sweep.yaml has %d settings"
              .formatted(files.directory(), trial.setting(), config.settings().size()));
    }
    return config.settings().get(trial.setting() - 1);
  }

  private Map<String, Curve> curves(TrialRow trial) {
    Map<String, Curve> curves = new LinkedHashMap<>();
    files
        .curves()
        .ifPresent(
            all ->
                all.byQuantity()
                    .forEach(
                        (quantity, of) -> {
                          if (of.containsKey(trial.id())) {
                            curves.put(quantity, of.get(trial.id()));
                          }
                        }));
    lastLayer(curves).ifPresent(last -> curves.put(Run.DNC1, curves.get(last)));
    return curves;
  }

  private static Optional<String> lastLayer(Map<String, Curve> curves) {
    return curves.keySet().stream()
        .filter(Finding.DNC1_OF_LAYER::matches)
        .max(Comparator.comparingInt(q -> Integer.parseInt(Finding.DNC1_OF_LAYER.member(q))));
  }

  private static Map<String, Object> values(
      TrialRow trial, SweepSetting setting, Map<String, Curve> curves) {
    Map<String, Object> values = new LinkedHashMap<>();
    Optional.ofNullable(curves.get(Run.DNC1)).ifPresent(c -> put(values, Run.DNC1, c.last()));
    for (Map.Entry<String, String> cell : trial.cells().entrySet()) {
      String column = cell.getKey();
      boolean varied = setting.varied().containsKey(column) || column.startsWith(TrialRow.VARIED);
      boolean found = !OF_THE_TRIAL.contains(column) && !cell.getValue().isEmpty();
      if (found && (!varied || isAmbiguous(trial, column))) {
        put(values, Finding.VERDICT.matches(column) ? Run.OUTCOME : column, cell.getValue());
      }
    }
    Run.outcomeOf(trial.state()).ifPresent(outcome -> values.put(Run.OUTCOME, outcome.label()));
    bestReference(values).ifPresent(best -> values.put(Run.BEST_REFERENCE, best));
    return values;
  }

  /** A column that was found and varied alike is the one that was found. */
  private static boolean isAmbiguous(TrialRow trial, String column) {
    return trial.cells().containsKey(TrialRow.VARIED + column);
  }

  private static Optional<String> bestReference(Map<String, Object> values) {
    return values.keySet().stream()
        .filter(
            column -> Finding.REFERENCE_LOSS.matches(column) && !column.equals(Run.LOSS_OVER_DNC))
        .min(Comparator.comparingDouble(column -> (Double) values.get(column)))
        .map(Finding.REFERENCE_LOSS::member);
  }

  private static void put(Map<String, Object> values, String column, Object cell) {
    double number = cell instanceof Double given ? given : TrialRow.parse((String) cell);
    boolean whole = cell instanceof String text && text.matches("-?\\d{1,18}");
    if (whole && !column.startsWith(Run.LOSS)) {
      values.put(column, Long.parseLong((String) cell));
    } else if (!Double.isNaN(number)) {
      values.put(column, number);
    } else {
      values.put(column, cell);
    }
  }
}
