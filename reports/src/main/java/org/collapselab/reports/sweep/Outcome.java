package org.collapselab.reports.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.collapselab.reports.page.Numbers;
import org.collapselab.trainer.config.SweepConfig;
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
    for (String state : List.of("diverged", "failed")) {
      long count = trials.all().stream().filter(trial -> trial.state().equals(state)).count();
      if (count > 0) {
        parts.add(Numbers.count(count) + " " + state);
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
            .mapToDouble(trial -> trial.number("seconds"))
            .filter(Double::isFinite)
            .toArray();
    return known.length == 0 ? null : Arrays.stream(known).sum();
  }

  private static String amount(int number, String unit) {
    return Numbers.count(number) + " " + unit + (number == 1 ? "" : "s");
  }
}
