package org.collapselab.reports.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.reports.page.Numbers;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;

/** How the trials ended, in a sentence. */
final class Outcome {
  private Outcome() {}

  static String text(SweepConfig config, Optional<Trials> trials) {
    String size =
        "%s × %s"
            .formatted(
                amount(config.settings().size(), "setting"), amount(config.seeds().size(), "seed"));
    return trials.map(t -> text(config, t, size)).orElse(size + "; no trial is recorded.");
  }

  private static String text(SweepConfig config, Trials trials, String size) {
    List<String> parts = new ArrayList<>();
    parts.add(
        "%s of %s completed"
            .formatted(Numbers.count(trials.completed().size()), amount(config.trials(), "trial")));
    Map<String, Long> states = trials.states();
    for (EndState state : EndState.values()) {
      long count = states.getOrDefault(state.trialLabel(), 0L);
      if (count > 0 && !state.isCompleted()) {
        parts.add(Numbers.count(count) + " " + state.trialLabel());
      }
    }
    int open = config.trials() - trials.all().size();
    if (open > 0) {
      parts.add(Numbers.count(open) + " not run");
    }
    return "%s (%s); the trials took %s in total."
        .formatted(String.join(", ", parts), size, Numbers.duration(seconds(trials)));
  }

  private static Double seconds(Trials trials) {
    double[] known =
        trials.all().stream()
            .mapToDouble(trial -> trial.number(TrialRow.SECONDS))
            .filter(Double::isFinite)
            .toArray();
    return known.length == 0 ? null : Arrays.stream(known).sum();
  }

  private static String amount(int number, String unit) {
    return Numbers.count(number) + " " + unit + (number == 1 ? "" : "s");
  }
}
