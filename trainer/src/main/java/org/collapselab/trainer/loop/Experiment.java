package org.collapselab.trainer.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.models.Engine;
import org.collapselab.models.EngineInfo;
import org.collapselab.models.Network;
import org.collapselab.trainer.compare.Comparison;
import org.collapselab.trainer.compare.DufmComparison;
import org.collapselab.trainer.config.ConfigWriter;
import org.collapselab.trainer.report.ReportWriter;
import org.collapselab.trainer.rundir.Device;
import org.collapselab.trainer.rundir.Json;
import org.collapselab.trainer.rundir.MetricsLog;
import org.collapselab.trainer.rundir.Provenance;
import org.collapselab.trainer.rundir.RunDirectory;
import org.collapselab.trainer.rundir.RunLog;
import org.collapselab.trainer.rundir.RunState;
import org.collapselab.trainer.rundir.RunSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run from configuration to report. */
public final class Experiment {
  private static final Logger LOG = LoggerFactory.getLogger(Experiment.class);

  private final RunPlan plan;
  private final RunOptions options;
  private final RunDirectory directory;

  private Experiment(RunPlan plan, RunOptions options) {
    this.plan = plan;
    this.options = options;
    this.directory = RunDirectory.create(options.runsDir(), plan.config().name());
  }

  /** Trains, measures, compares and reports, in a new run directory. */
  public static RunResult run(RunPlan plan, RunOptions options) {
    return new Experiment(plan, options).run();
  }

  @SuppressWarnings("try") // the log is attached while it is open, nobody calls it
  private RunResult run() {
    try (RunLog log = RunLog.open(directory.log());
        Network network = plan.networks().create(plan.train().size(), plan.stepsPerEpoch())) {
      LOG.info("{} starts in {}", plan.config().name(), directory.path());
      writeInputs(network);
      return new RunResult(directory, train(network));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write to %s (%s: %s)"
              .formatted(directory.path(), e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }

  private void writeInputs(Network network) throws IOException {
    EngineInfo engine = Engine.describe();
    Files.writeString(directory.config(), ConfigWriter.toYaml(plan.config()));
    Json.write(
        directory.provenance(),
        new Provenance(
            Provenance.currentVersion(),
            Provenance.currentCommit(),
            Provenance.processStart(),
            options.command(),
            plan.config().seed(),
            engine,
            Device.chosen().with(engine),
            Provenance.Machine.current(),
            plan.data().provenance(),
            plan.evaluationSets().get(0).rowsSha256(),
            network.parameterHash()));
  }

  private RunSummary train(Network network) throws IOException {
    RunSummary summary;
    try (MetricsLog metrics = new MetricsLog(directory)) {
      Measurer measurer =
          new Measurer(plan.config(), network, plan.train().size(), plan.stepsPerEpoch(), metrics);
      summary = train(network, measurer);
    } catch (IOException | RuntimeException e) {
      LOG.info("the run failed", e); // the command line tells the user; the trace is for the file
      Json.write(directory.summary(), failed(e, network.steps()));
      throw e;
    }
    Json.write(directory.summary(), summary);
    ReportWriter.write(directory.path());
    LOG.info("{}: {}", summary.state().label(), summary.reason());
    return summary;
  }

  private RunSummary train(Network network, Measurer measurer) throws IOException {
    List<EvaluationSet> sets = plan.evaluationSets();
    TrainingLoop loop =
        new TrainingLoop(
            network,
            plan.feed(),
            plan.schedule(),
            measurer,
            sets,
            plan.config().train(),
            options.progress(),
            options.stopRequested());
    options.progress().started(plan.totalSteps(), plan.stepsPerEpoch());
    TrainingLoop.Outcome outcome;
    try {
      outcome = loop.run(plan.totalSteps());
    } finally {
      options.progress().finished();
    }
    if (outcome.state() == RunState.DIVERGED) {
      return new Headline(plan, outcome).summary();
    }
    try {
      return finish(network, measurer, outcome);
    } catch (DivergedException e) {
      return new Headline(plan, outcome.diverged(e)).summary();
    }
  }

  /** Measures the whole training set once more, exactly, and compares it with the theory. */
  private RunSummary finish(Network network, Measurer measurer, TrainingLoop.Outcome outcome)
      throws IOException {
    EvaluationSet whole = EvaluationSet.all("train_all", plan.train());
    Snapshot snapshot = measurer.measureEverything(whole, outcome.steps());
    Exports exports = new Exports(directory, network);
    exports.means(snapshot);
    if (plan.config().export().weights()) {
      exports.weights();
    }
    if (plan.config().export().features()) {
      List<Tap> taps = Taps.of(network).atTheEnd(plan.config());
      exports.features(plan.evaluationSets().get(0), taps.stream().map(Tap::toString).toList());
    }
    Comparison comparison = compare(network, snapshot);
    Json.write(directory.comparison(), comparison);
    Headline headline = new Headline(plan, outcome);
    headline.add(snapshot, comparison, Taps.of(network));
    return headline.summary();
  }

  private Comparison compare(Network network, Snapshot snapshot) {
    if (!plan.train().isClassification()) {
      return Comparison.unavailable(
          "The DUFM's references are for classification; this run is a regression.");
    }
    return new DufmComparison(plan.config(), network.layers(), network.headInputTap(), snapshot)
        .compare(plan.train().numClasses(), plan.train().size());
  }

  private RunSummary failed(Exception e, long steps) {
    return new RunSummary(
        plan.config().name(),
        plan.config().description(),
        RunState.FAILED,
        String.valueOf(e.getMessage()),
        steps,
        (double) steps / plan.stepsPerEpoch(),
        0,
        0,
        0,
        java.util.Map.of());
  }
}
