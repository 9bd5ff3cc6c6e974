package org.collapselab.trainer.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.collapselab.hooks.Snapshot;
import org.collapselab.trainer.reference.ResultLines;
import org.collapselab.trainer.reference.ResultNumbers;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.ResidentMemory;
import org.collapselab.trainer.store.RunSummary;
import org.collapselab.trainer.store.Splits;

/** The numbers that a reader wants first. */
final class Headline {
  private final RunPlan plan;
  private final TrainingLoop.Outcome outcome;
  private final TrainingLoop.Elapsed spent;
  private final Map<String, String> lines = new LinkedHashMap<>();
  private final Map<String, Number> numbers = new LinkedHashMap<>();

  Headline(RunPlan plan, TrainingLoop.Outcome outcome) {
    this.plan = plan;
    this.outcome = outcome;
    this.spent = outcome.elapsed();
    put("speed", "%.0f samples/s".formatted(samplesPerSecond()));
    put(
        "time measuring",
        "%.1f %% of %.1f s"
            .formatted(100.0 * spent.measuringNanos() / spent.nanos(), spent.nanos() / 1e9));
    addPeakMemory();
  }

  /** Peak memory of the process, which may have executed more than this run. */
  private void addPeakMemory() {
    ResidentMemory.peak()
        .ifPresent(
            b -> {
              put("peak memory", "%.2f GB".formatted(b / 1e9));
              numbers.put(RunSummary.PEAK_MEMORY, b);
            });
  }

  private void put(String label, String value) {
    lines.put(label, value);
  }

  void add(Snapshot snapshot, Comparison comparison, Taps taps) {
    put(RunSummary.MEASURED_ON, EvaluationSet.all(Splits.TRAIN_ALL, plan.train()).label());
    put(RunSummary.FOLLOWED_ON, plan.followedOn());
    boolean settled = outcome.state() != EndState.INTERRUPTED; // else it is still changing
    lines.putAll(ResultLines.of(snapshot, comparison, taps.lastHidden(), settled));
    numbers.putAll(ResultNumbers.of(snapshot, comparison, taps.lastHidden(), settled));
  }

  private double samplesPerSecond() {
    double epochs = (double) spent.step() / plan.stepsPerEpoch();
    double trainingSeconds = (spent.nanos() - spent.measuringNanos()) / 1e9;
    return epochs * plan.train().size() / trainingSeconds;
  }

  RunSummary summary() {
    return new RunSummary(
        plan.config().name(),
        plan.config().description(),
        outcome.state(),
        outcome.reason(),
        spent.step(),
        (double) spent.step() / plan.stepsPerEpoch(),
        spent.nanos() / 1e9,
        spent.measuringNanos() / 1e9,
        samplesPerSecond(),
        lines,
        numbers);
  }
}
