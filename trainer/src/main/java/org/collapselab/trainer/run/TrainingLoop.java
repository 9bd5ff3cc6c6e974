package org.collapselab.trainer.run;

import java.util.List;
import java.util.OptionalDouble;
import org.collapselab.hooks.MeasureSchedule;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot;
import org.collapselab.models.Network;
import org.collapselab.trainer.config.TrainConfig;
import org.collapselab.trainer.store.Checkpoint;
import org.collapselab.trainer.store.EndState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alternates steps and measurements until the planned steps are done or the run has to stop. */
final class TrainingLoop {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);

  private final RunPlan plan;
  private final Network network;
  private final MeasureSchedule schedule;
  private final Measurer measurer;
  private final LossBesideReferences beside;
  private final List<EvaluationSet> sets;
  private final TrainConfig config;
  private final long totalSteps;
  private final UntilReached until;
  private final Checkpointer checkpoints;
  private final RunOptions options;
  private final RecentStates recent = new RecentStates();
  private long start;
  private long measuringNanos;

  TrainingLoop(
      RunPlan plan,
      Network network,
      Measurer measurer,
      LossBesideReferences beside,
      Checkpointer checkpoints,
      RunOptions options) {
    this.plan = plan;
    this.network = network;
    this.schedule = plan.schedule();
    this.measurer = measurer;
    this.beside = beside;
    this.sets = plan.evaluationSets();
    this.config = plan.config().train();
    this.totalSteps = plan.totalSteps();
    this.until = new UntilReached(config.until(), Taps.of(network));
    this.checkpoints = checkpoints;
    this.options = options;
  }

  /**
   * The loop's progress.
   *
   * @param step steps taken
   * @param nanos wall time of the loop, of earlier processes too
   * @param measuringNanos the part of it spent measuring
   */
  record Elapsed(long step, long nanos, long measuringNanos) {
    static final Elapsed NOTHING = new Elapsed(0, 0, 0);

    static Elapsed of(Checkpoint.Progress progress) {
      return new Elapsed(progress.step(), progress.nanos(), progress.measuringNanos());
    }
  }

  /** How the loop ended. */
  record Outcome(EndState state, String reason, Elapsed elapsed) {
    Outcome diverged(DivergedException e) {
      return new Outcome(EndState.DIVERGED, e.getMessage(), elapsed);
    }
  }

  /** Runs from the first step. */
  Outcome run() {
    return run(Elapsed.NOTHING, false);
  }

  /** Continues from a checkpoint; its step has already been measured. */
  Outcome resume(Checkpoint.Progress from) {
    Elapsed elapsed = Elapsed.of(from);
    if (from.reachedGoal()) {
      return new Outcome(EndState.STOPPED, until.describe(), elapsed);
    }
    return run(elapsed, true);
  }

  private Outcome run(Elapsed from, boolean isMeasured) {
    start = System.nanoTime() - from.nanos();
    measuringNanos = from.measuringNanos();
    long step = from.step();
    boolean measured = isMeasured;
    try (Steps steps = Steps.of(plan, network)) {
      while (true) {
        if (!measured && schedule.isDue(step) && measure(step)) {
          checkpoints.finish(elapsed(step), true);
          return outcome(EndState.STOPPED, until.describe(), step);
        }
        measured = false;
        if (step == totalSteps) {
          checkpoints.finish(elapsed(step), false);
          return outcome(EndState.COMPLETED, "All epochs are done.", step);
        }
        if (options.stopRequested().getAsBoolean()) {
          checkpoints.finish(elapsed(step), false);
          return outcome(EndState.INTERRUPTED, "A signal asked the run to stop.", step);
        }
        checkpoints.offer(elapsed(step));
        recent.offer(network);
        requireSound(step, steps.take());
        step++;
      }
    } catch (DivergedException e) {
      return outcome(EndState.DIVERGED, e.getMessage() + explained(step), step);
    }
  }

  /** What is known about a divergence beyond that it happened. */
  private String explained(long step) {
    if (recent.earliest() == null) {
      return "";
    }
    try {
      return " " + Autopsy.of(plan, recent.earliest(), step);
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.info("the divergence could not be explained", e);
      return "";
    }
  }

  private void requireSound(long step, double objective) {
    if (!Double.isFinite(objective)) {
      throw new DivergedException(step, "the objective of the mini-batch is " + objective);
    }
    if (objective > config.explodeAbove()) {
      throw new DivergedException(
          step,
          "the objective of the mini-batch, %.4g, exceeds train.explode_above = %.4g"
              .formatted(objective, config.explodeAbove()));
    }
    options.progress().stepped(step + 1, objective);
  }

  /** Returns whether the run has reached its goal. */
  private boolean measure(long step) {
    long began = System.nanoTime();
    Snapshot train = measurer.measure(sets, step).get(0);
    measuringNanos += System.nanoTime() - began;
    options.progress().measured(step, line(train));
    return until.isReached(train);
  }

  private String line(Snapshot train) {
    OptionalDouble accuracy = train.value("head", Place.HEAD, NetworkMetric.ACCURACY);
    StringBuilder line = new StringBuilder();
    accuracy.ifPresent(a -> line.append("accuracy %.4f  ".formatted(a)));
    until
        .lastHidden(train)
        .ifPresent(v -> line.append("DNC1 at %s %.3e  ".formatted(until.lastTap(), v)));
    beside.of(train).ifPresent(loss -> line.append(loss).append("  "));
    return line.append("(%s)".formatted(sets.get(0).label())).toString();
  }

  private Elapsed elapsed(long step) {
    return new Elapsed(step, System.nanoTime() - start, measuringNanos);
  }

  private Outcome outcome(EndState state, String reason, long step) {
    return new Outcome(state, reason, elapsed(step));
  }
}
