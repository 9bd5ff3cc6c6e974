package org.collapselab.trainer.run;

import java.io.IOException;
import java.util.List;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.models.Network;
import org.collapselab.trainer.reference.DufmComparison;
import org.collapselab.trainer.reference.HeadSettings;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunSummary;
import org.collapselab.trainer.store.Splits;

/** Measures the whole training set at the end, compares it with the theory, exports. */
final class RunEnd {
  private final RunPlan plan;
  private final RunDirectory directory;
  private final Network network;

  RunEnd(RunPlan plan, RunDirectory directory, Network network) {
    this.plan = plan;
    this.directory = directory;
    this.network = network;
  }

  RunSummary finish(Measurer measurer, TrainingLoop.Outcome outcome) throws IOException {
    EvaluationSet whole = EvaluationSet.all(Splits.TRAIN_ALL, plan.train());
    Snapshot snapshot = measurer.measureEverything(whole, outcome.elapsed().step());
    Exports exports = new Exports(directory, network);
    exports.means(snapshot);
    if (plan.config().export().weights()) {
      exports.weights();
    }
    if (plan.config().export().features()) {
      List<Tap> taps = Taps.of(network).atTheEnd(plan.config());
      exports.features(plan.evaluationSets().get(0), taps.stream().map(Tap::toString).toList());
    }
    Comparison comparison = compare(snapshot);
    comparison.write(directory.comparison());
    Headline headline = new Headline(plan, outcome);
    headline.add(snapshot, comparison, Taps.of(network));
    return headline.summary();
  }

  private Comparison compare(Snapshot snapshot) {
    if (!plan.train().isClassification()) {
      return Comparison.unavailable(
          "The DUFM's references are for classification; this run is a regression.");
    }
    HeadSettings settings = HeadSettings.of(plan.config(), network.layers());
    return new DufmComparison(settings, network.layers(), network.headInputTap(), snapshot)
        .compare(plan.train().classCounts(), plan.train().size());
  }
}
