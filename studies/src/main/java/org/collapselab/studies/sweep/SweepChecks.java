package org.collapselab.studies.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.collapselab.datasets.DataHome;
import org.collapselab.reports.sweep.figures.SweepFigure;
import org.collapselab.studies.dufm.DufmModel;
import org.collapselab.trainer.config.CollectConfig;
import org.collapselab.trainer.config.DataConfig;
import org.collapselab.trainer.config.DufmTrial;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.ExperimentTrial;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.config.TrialColumns;
import org.collapselab.trainer.config.TrialConfig;
import org.collapselab.trainer.expect.SweepExpectation;
import org.collapselab.trainer.run.PlanChecks;
import org.collapselab.trainer.run.RunPlan;
import org.collapselab.trainer.store.CellType;
import org.collapselab.trainer.store.sweep.FoundColumns;

/** Checks the names in a sweep before any trial runs: layers, taps, splits, columns, quantities. */
public final class SweepChecks {
  private final SweepConfig sweep;
  private final TrialColumns columns;

  private SweepChecks(SweepConfig sweep) {
    this.sweep = sweep;
    this.columns = TrialColumns.of(sweep);
  }

  /**
   * Checks every setting, {@code collect}, {@code figures} and {@code expect}.
   *
   * @throws IllegalArgumentException naming the key and what is allowed
   */
  public static void require(SweepConfig sweep) {
    SweepChecks checks = new SweepChecks(sweep);
    checks.settings();
    checks.collected();
    for (int i = 0; i < sweep.figures().size(); i++) {
      checks.figure(sweep.figures().get(i), "figures[%d]".formatted(i));
    }
    for (int i = 0; i < sweep.expect().size(); i++) {
      for (String column : SweepExpectation.parse(sweep.expect().get(i)).columns()) {
        require("expect[%d]".formatted(i), checks.columns.unknownColumn(column));
      }
    }
  }

  /**
   * Opens the files with data of the user's own that settings name, each choice of data once, and
   * checks the settings against them. Data of the catalogue are known without.
   *
   * @throws org.collapselab.datasets.DataException if files cannot be read
   * @throws IllegalArgumentException if a setting does not fit its data
   */
  public static void requireData(SweepConfig sweep, DataHome home) {
    Map<DataConfig, List<SweepSetting>> settings = new LinkedHashMap<>();
    for (SweepSetting setting : sweep.settings()) {
      if (setting.trial() instanceof ExperimentTrial trial
          && trial.experiment().data().set() == DataConfig.Set.FILE) {
        settings.computeIfAbsent(trial.experiment().data(), data -> new ArrayList<>()).add(setting);
      }
    }
    settings.values().forEach(same -> requireData(same, home));
  }

  /** Checks settings that have the same data. */
  private static void requireData(List<SweepSetting> settings, DataHome home) {
    SweepSetting first = settings.get(0);
    RunPlan opened = checked(first, () -> RunPlan.forMeasuring(experiment(first), home));
    for (SweepSetting setting : settings) {
      require(setting, () -> opened.requireFits(experiment(setting)));
    }
  }

  private static ExperimentConfig experiment(SweepSetting setting) {
    return ((ExperimentTrial) setting.trial()).experiment();
  }

  /** Every setting may have different layers, so each is checked. */
  private void settings() {
    for (SweepSetting setting : sweep.settings()) {
      if (setting.trial() instanceof ExperimentTrial trial) {
        require(setting, () -> PlanChecks.require(trial));
      } else if (setting.trial() instanceof DufmTrial trial) {
        require(setting, () -> DufmModel.require(trial));
      }
    }
  }

  private static void require(SweepSetting setting, Runnable check) {
    checked(
        setting,
        () -> {
          check.run();
          return setting;
        });
  }

  /** Adds to the message of a failure which setting it is about. */
  private static <T> T checked(SweepSetting setting, Supplier<T> action) {
    try {
      return action.get();
    } catch (IllegalArgumentException e) {
      String where = setting.varied().isEmpty() ? "" : " (with %s)".formatted(setting.label());
      throw new IllegalArgumentException(e.getMessage() + where, e);
    }
  }

  /**
   * A collected number needs a column of its own, unless the comparison with the theory finds the
   * same number at the end under the same name.
   */
  private void collected() {
    TrialConfig first = sweep.settings().get(0).trial();
    if (!(first instanceof ExperimentTrial trial)) {
      return;
    }
    List<String> names = trial.collect().stream().map(CollectConfig::name).toList();
    TrialColumns others = TrialColumns.of(withoutCollect(trial));
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (Collections.frequency(names, name) > 1 || isTaken(name, others)) {
        throw new IllegalArgumentException(
            "collect[%d].name: trials.csv has a column %s already; choose another name"
                .formatted(i, name));
      }
    }
  }

  private static boolean isTaken(String name, TrialColumns others) {
    boolean number = others.found().contains(name) && FoundColumns.type(name) == CellType.NUMBER;
    return others.types().containsKey(name) && !number;
  }

  private SweepConfig withoutCollect(ExperimentTrial trial) {
    SweepSetting setting =
        new SweepSetting(
            1,
            sweep.settings().get(0).varied(),
            new ExperimentTrial(trial.experiment(), List.of()));
    return new SweepConfig(
        sweep.name(), "", "", "", List.of(setting), List.of(), List.of(), List.of(), "");
  }

  private void figure(FigureConfig entry, String path) {
    SweepFigure figure = SweepFigure.of(entry);
    require(path, figure.missingKeys());
    Stream.concat(figure.columns(), entry.references().stream())
        .filter(name -> !name.isEmpty())
        .forEach(name -> require(path, columns.unknownColumn(name)));
    if (entry.type() == FigureConfig.Type.CURVES) {
      entry.y().forEach(name -> require(path, columns.unknownQuantity(name)));
    }
  }

  private static void require(String path, Optional<String> wrong) {
    wrong.ifPresent(
        why -> {
          throw new IllegalArgumentException(path + ": " + why);
        });
  }
}
