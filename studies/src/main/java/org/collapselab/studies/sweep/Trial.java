package org.collapselab.studies.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.collapselab.trainer.config.FlatConfig;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.config.TrialConfig;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.sweep.Findings;
import org.collapselab.trainer.store.sweep.TrialRecord;

/** One setting with one seed. */
public record Trial(SweepSetting setting, long seed) {

  /** All trials of a sweep, the seeds running fastest. */
  static List<Trial> of(SweepConfig sweep) {
    List<Trial> trials = new ArrayList<>();
    for (SweepSetting setting : sweep.settings()) {
      sweep.seeds().forEach(seed -> trials.add(new Trial(setting, seed)));
    }
    return trials;
  }

  /**
   * The trial of that id.
   *
   * @throws IllegalArgumentException if the sweep has none
   */
  static Trial of(SweepConfig sweep, String id) {
    return of(sweep).stream()
        .filter(trial -> trial.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "sweep %s has no trial '%s'".formatted(sweep.name(), id)));
  }

  /** The record of this trial. */
  TrialRecord record(EndState state, String reason, double seconds, Findings findings) {
    return TrialRecord.of(id(), setting.index(), seed, sha256(), state, reason, seconds, findings);
  }

  /** Whether a record has this setting and seed; a record of an earlier version has no hash. */
  boolean isOf(TrialRecord record) {
    return record.settingSha256() == null || record.settingSha256().equals(sha256());
  }

  /** Hash of everything that the result depends on: the configuration, and the seed. */
  String sha256() {
    return sha256(setting.trial(), seed);
  }

  /** The hash of a trial with this seed. */
  static String sha256(TrialConfig trial, long seed) {
    Map<String, String> keys = new TreeMap<>(trial.decisive());
    keys.put("trial_seed", Long.toString(seed));
    return FlatConfig.sha256(keys);
  }

  /** Hash of all trials of a sweep, in order. */
  static String sha256(SweepConfig sweep) {
    Map<String, String> trials = new TreeMap<>();
    of(sweep).forEach(trial -> trials.put(trial.id(), trial.sha256()));
    return FlatConfig.sha256(trials);
  }

  /** {@code s<setting>-seed<seed>}, a file name. */
  public String id() {
    return "s%d-seed%d".formatted(setting.index(), seed);
  }
}
