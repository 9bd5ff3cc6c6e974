package org.collapselab.trainer.loop;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.collapselab.hooks.MeasureSchedule;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot;
import org.collapselab.models.Network;
import org.collapselab.trainer.config.TrainConfig;
import org.collapselab.trainer.rundir.RunState;

/** Steps and measurements in turn, until the planned steps are done or there is reason to stop. */
final class TrainingLoop {
  private final Network network;
  private final BatchFeed feed;
  private final MeasureSchedule schedule;
  private final Measurer measurer;
  private final List<EvaluationSet> sets;
  private final TrainConfig config;
  private final UntilReached until;
  private final ProgressListener progress;
  private final BooleanSupplier stopRequested;
  private long measuringNanos;

  TrainingLoop(
      Network network,
      BatchFeed feed,
      MeasureSchedule schedule,
      Measurer measurer,
      List<EvaluationSet> sets,
      TrainConfig config,
      ProgressListener progress,
      BooleanSupplier stopRequested) {
    this.network = network;
    this.feed = feed;
    this.schedule = schedule;
    this.measurer = measurer;
    this.sets = sets;
    this.config = config;
    this.until = new UntilReached(config.until(), Taps.of(network));
    this.progress = progress;
    this.stopRequested = stopRequested;
  }

  /**
   * How the loop ended.
   *
   * @param steps steps taken
   * @param nanos wall time of the loop
   * @param measuringNanos the part of it spent measuring
   */
  record Outcome(RunState state, String reason, long steps, long nanos, long measuringNanos) {
    Outcome diverged(DivergedException e) {
      return new Outcome(RunState.DIVERGED, e.getMessage(), steps, nanos, measuringNanos);
    }
  }

  Outcome run(long totalSteps) {
    long start = System.nanoTime();
    long step = 0;
    try {
      while (true) {
        if (schedule.isDue(step) && measure(step)) {
          return outcome(RunState.STOPPED, until.describe(), step, start);
        }
        if (step == totalSteps) {
          return outcome(RunState.COMPLETED, "All epochs are done.", step, start);
        }
        if (stopRequested.getAsBoolean()) {
          return outcome(RunState.INTERRUPTED, "A signal asked the run to stop.", step, start);
        }
        requireSound(step, network.step(feed.batch(step)));
        step++;
      }
    } catch (DivergedException e) {
      return outcome(RunState.DIVERGED, e.getMessage(), step, start);
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
    progress.stepped(step + 1, objective);
  }

  /** Returns whether the run has reached its goal. */
  private boolean measure(long step) {
    long start = System.nanoTime();
    Snapshot train = measurer.measure(sets, step);
    measuringNanos += System.nanoTime() - start;
    progress.measured(step, line(train));
    return until.isReached(train);
  }

  private String line(Snapshot train) {
    OptionalDouble accuracy = train.value("head", Place.HEAD, "accuracy");
    StringBuilder line = new StringBuilder();
    accuracy.ifPresent(a -> line.append("accuracy %.4f  ".formatted(a)));
    until.lastHidden(train).ifPresent(v -> line.append("DNC1 %.3e".formatted(v)));
    return line.toString().strip();
  }

  private Outcome outcome(RunState state, String reason, long step, long start) {
    return new Outcome(state, reason, step, System.nanoTime() - start, measuringNanos);
  }
}
