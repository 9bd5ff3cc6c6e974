package org.collapselab.trainer.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
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
    ResidentMemory.peak().ifPresent(b -> put("peak memory", "%.2f GB".formatted(b / 1e9)));
  }

  private void put(String label, String value) {
    lines.put(label, value);
  }

  void add(Snapshot snapshot, Comparison comparison, Taps taps) {
    put(RunSummary.MEASURED_ON, EvaluationSet.all(Splits.TRAIN_ALL, plan.train()).label());
    put(RunSummary.FOLLOWED_ON, plan.followedOn());
    snapshot
        .value("head", Place.HEAD, NetworkMetric.ACCURACY)
        .ifPresent(a -> put("training accuracy", "%.4f".formatted(a)));
    Tap lastHidden = taps.lastHidden();
    snapshot
        .value(lastHidden.layer(), Place.of(lastHidden.side()), FeatureMetric.NC1_TRACE_RATIO)
        .ifPresent(v -> put("DNC1 at " + lastHidden, "%.3e".formatted(v)));
    if (comparison.unavailable() != null) {
      put("comparison", comparison.unavailable());
      return;
    }
    put("loss of the head", "%.6f".formatted(comparison.objective().dufmTotal()));
    for (Comparison.Reference reference : comparison.references()) {
      if (reference.available()) {
        put("loss of " + reference.label(), "%.6f".formatted(reference.loss()));
      }
    }
    put("ranks of class means", ranks(comparison));
    if (outcome.state() != EndState.INTERRUPTED) { // else it is still changing
      put("structures", structures(comparison));
    }
  }

  private static String ranks(Comparison comparison) {
    return comparison.layers().stream()
        .filter(layer -> !layer.tap().equals("weight"))
        .map(layer -> "%s %d".formatted(layer.symbol(), layer.measured().rank()))
        .collect(Collectors.joining(", "));
  }

  private static String structures(Comparison comparison) {
    return comparison.structured().stream()
        .map(layer -> layer.symbol() + " " + structure(comparison, layer.geometry()))
        .collect(Collectors.joining(", "));
  }

  private static String structure(Comparison comparison, Comparison.Geometry geometry) {
    Comparison.Score best = geometry.best();
    return "%s%s %.3f (chance %.3f)"
        .formatted(
            geometry.found() == null ? "none, closest " : "",
            comparison.labelOf(best.structure()),
            best.score(),
            best.chance());
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
        lines);
  }
}
