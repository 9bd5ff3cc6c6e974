package org.collapselab.studies.sweep;

import java.util.ArrayList;
import java.util.List;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepSetting;
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
    return TrialRecord.of(id(), setting.index(), seed, state, reason, seconds, findings);
  }

  /** {@code s<setting>-seed<seed>}, a file name. */
  public String id() {
    return "s%d-seed%d".formatted(setting.index(), seed);
  }
}
