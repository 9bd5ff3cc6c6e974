package org.collapselab.trainer.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.collapselab.models.MemoryException;
import org.collapselab.models.Network;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.store.Checkpoint;
import org.collapselab.trainer.store.Checkpoints;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.Manifest;
import org.collapselab.trainer.store.MetricsLog;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunLock;
import org.collapselab.trainer.store.RunLog;
import org.collapselab.trainer.store.RunSummary;
import org.collapselab.trainer.store.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run, from its configuration to its report, or from the step at which it was stopped. */
public final class Experiment {
  private static final Logger LOG = LoggerFactory.getLogger(Experiment.class);

  /** Levels of folders in which files are written. */
  private static final int SWEPT = 2;

  private final RunPlan plan;
  private final RunOptions options;
  private final RunDirectory directory;
  private final RunInputs inputs;

  private Experiment(RunPlan plan, RunOptions options, RunDirectory directory) {
    this.plan = plan;
    this.options = options;
    this.directory = directory;
    this.inputs = new RunInputs(plan, options.command(), directory);
  }

  /** Trains, measures, compares and reports, in a new run directory. */
  public static RunResult run(RunPlan plan, RunOptions options) {
    RunDirectory directory = RunDirectory.create(options.runsDir(), plan.config().name());
    return run(plan, options, directory);
  }

  /** The same in a directory that holds no run yet. */
  @SuppressWarnings("try") // held while it is open, never called
  public static RunResult run(RunPlan plan, RunOptions options, RunDirectory directory) {
    try (RunLock lock = RunLock.acquire(directory.path());
        Workers workers = Workers.of(options.threads())) {
      return new Experiment(plan.with(workers), options, directory).begin();
    }
  }

  /**
   * Continues a run that was killed, interrupted or failed from its last checkpoint, or from the
   * start if there is none. On the same machine, whatever the number of threads, the run ends as if
   * it had never been stopped.
   *
   * @throws IllegalArgumentException if the run has ended
   */
  @SuppressWarnings("try")
  public static RunResult resume(StoredRun stored, RunOptions options) {
    try (RunLock lock = RunLock.acquire(stored.directory().path());
        Workers workers = Workers.of(options.threads())) {
      StoredRun run = stored.with(workers);
      requireUnfinished(run);
      Experiment experiment = new Experiment(run.plan(), options, run.directory());
      Optional<Long> last = run.checkpoints().last();
      if (last.isEmpty()) {
        requireNothingLost(run);
        run.directory().deleteResults();
        return experiment.begin();
      }
      return experiment.continueFrom(run, run.checkpoints().read(last.get()));
    }
  }

  private static void requireUnfinished(StoredRun run) {
    if (!run.hasEnded()) {
      return;
    }
    if (!run.configuration().givesWork()) {
      throw new IllegalArgumentException(
          "%s has ended: there is nothing to resume".formatted(run.directory().path()));
    }
    if (run.result().orElseThrow().summary().state() == EndState.DIVERGED) {
      throw new IllegalArgumentException(
          "%s has diverged and cannot be continued; start a new run"
              .formatted(run.directory().path()));
    }
  }

  /** A run that has ended does not start over. */
  private static void requireNothingLost(StoredRun run) {
    if (run.hasEnded()) {
      throw new IllegalArgumentException(
          "%s has no checkpoint to continue from; start a new run"
              .formatted(run.directory().path()));
    }
  }

  @SuppressWarnings("try") // attached while it is open, never called
  private RunResult begin() {
    try (RunLog log = RunLog.open(directory.log())) {
      LOG.info("{} starts in {}", plan.config().name(), directory.path());
      WholeFile.sweepUp(directory.path(), SWEPT);
      inputs.writeConfiguration();
      try (Network network = plan.networks().create(plan.train().size(), plan.stepsPerEpoch());
          MetricsLog metrics = MetricsLog.create(directory)) {
        inputs.writeProvenance(network);
        return train(network, metrics, Optional.empty());
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @SuppressWarnings("try")
  private RunResult continueFrom(StoredRun run, Checkpoint from) {
    try (RunLog log = RunLog.open(directory.log());
        Network network = run.network(from)) {
      LOG.info("continues from step {} of {}", from.progress().step(), from.engine().label());
      WholeFile.sweepUp(directory.path(), SWEPT);
      run.warnings().forEach(LOG::info);
      Files.deleteIfExists(directory.summary()); // from now on it has not ended
      Manifest.delete(directory.path());
      Files.deleteIfExists(directory.comparison());
      Files.deleteIfExists(directory.matchedDufm());
      inputs.addResumption(from.progress().step(), run.configuration().changes());
      Checkpoint.Progress progress =
          run.configuration().changesGoal() ? from.progress().withoutGoal() : from.progress();
      try (MetricsLog metrics = MetricsLog.reopen(directory, progress.tables())) {
        return train(network, metrics, Optional.of(progress));
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private UncheckedIOException unwritable(IOException e) {
    return new UncheckedIOException(
        "cannot write to %s (%s: %s)"
            .formatted(directory.path(), e.getClass().getSimpleName(), e.getMessage()),
        e);
  }

  private RunResult train(Network network, MetricsLog metrics, Optional<Checkpoint.Progress> from)
      throws IOException {
    RunSummary summary;
    try {
      summary = trainAndFinish(network, metrics, from);
      requireAllThere(metrics);
      directory.finish(summary);
    } catch (IOException e) {
      throw failed(unwritable(e), network.steps());
    } catch (RuntimeException | OutOfMemoryError e) {
      throw failed(explained(e), network.steps());
    }
    options.report().write(directory.path());
    LOG.info("{}: {}", summary.state().label(), summary.reason());
    return new RunResult(directory, summary);
  }

  /** Notices files that were deleted during the run, at the latest. */
  private void requireAllThere(MetricsLog metrics) throws IOException {
    metrics.requireInPlace();
    for (Path file : List.of(directory.config(), directory.provenance())) {
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(file + " was deleted during the run");
      }
    }
  }

  private RunSummary trainAndFinish(
      Network network, MetricsLog metrics, Optional<Checkpoint.Progress> from) throws IOException {
    Optional<BatchGradients> gradients = BatchGradients.of(plan);
    try {
      return trainAndFinish(network, metrics, from, gradients);
    } finally {
      gradients.ifPresent(BatchGradients::close);
    }
  }

  private RunSummary trainAndFinish(
      Network network,
      MetricsLog metrics,
      Optional<Checkpoint.Progress> from,
      Optional<BatchGradients> gradients)
      throws IOException {
    Measurer measurer =
        new Measurer(
            plan.config(),
            network,
            plan.train().size(),
            plan.stepsPerEpoch(),
            metrics,
            plan.workers(),
            gradients);
    Checkpointer checkpoints =
        new Checkpointer(
            plan.config().checkpoint(),
            plan.lastingCheckpoints(),
            plan.config().engine().name(),
            new Checkpoints(directory),
            network,
            metrics);
    LossBesideReferences beside = LossBesideReferences.of(plan, network.layers(), directory);
    beside.losses().ifPresent(options.progress()::references);
    TrainingLoop loop = new TrainingLoop(plan, network, measurer, beside, checkpoints, options);
    options
        .progress()
        .started(
            from.map(Checkpoint.Progress::step).orElse(0L),
            plan.totalSteps(),
            plan.stepsPerEpoch());
    TrainingLoop.Outcome outcome;
    try {
      outcome = from.map(loop::resume).orElseGet(loop::run);
    } finally {
      options.progress().finished();
    }
    return switch (outcome.state()) {
      case COMPLETED, STOPPED, INTERRUPTED -> finish(network, measurer, outcome);
      case DIVERGED, FAILED -> new Headline(plan, outcome).summary();
    };
  }

  private RunSummary finish(Network network, Measurer measurer, TrainingLoop.Outcome outcome)
      throws IOException {
    try {
      return new RunEnd(plan, directory, network).finish(measurer, outcome);
    } catch (DivergedException e) {
      return new Headline(plan, outcome.diverged(e)).summary();
    }
  }

  private static RuntimeException explained(Throwable e) {
    return MemoryException.in(e)
        .map(RuntimeException.class::cast)
        .orElseGet(() -> (RuntimeException) e);
  }

  /** Records what happened. If even that cannot be written, the first reason is still thrown. */
  private RuntimeException failed(RuntimeException e, long steps) {
    LOG.info("the run failed", e); // the command line tells the user; the trace is for the file
    try {
      RunSummary.failed(
              plan.config().name(),
              plan.config().description(),
              String.valueOf(e.getMessage()),
              steps,
              (double) steps / plan.stepsPerEpoch())
          .write(directory.summary());
    } catch (UncheckedIOException second) {
      e.addSuppressed(second);
    }
    return e;
  }
}
