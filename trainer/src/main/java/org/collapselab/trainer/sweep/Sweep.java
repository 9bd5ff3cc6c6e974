package org.collapselab.trainer.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.collapselab.models.MemoryException;
import org.collapselab.trainer.config.CompletionTrial;
import org.collapselab.trainer.config.DufmTrial;
import org.collapselab.trainer.config.ExperimentTrial;
import org.collapselab.trainer.config.TheoryTrial;
import org.collapselab.trainer.config.TrialConfig;
import org.collapselab.trainer.rundir.RunLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the trials of a sweep that have no record yet. */
public final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  private final SweepDirectory directory;
  private final SweepContext context;
  private final SweepListener listener;

  private Sweep(SweepDirectory directory, SweepContext context, SweepListener listener) {
    this.directory = directory;
    this.context = context;
    this.listener = listener;
  }

  /**
   * Runs what is open, {@code workers} trials at a time, and writes the tables. A trial that throws
   * is a record with its reason.
   *
   * @param again whether trials that failed or diverged are run again
   * @return whether all trials have a record; false if the context asked to stop
   */
  @SuppressWarnings("try") // the lock is held while it is open, nobody calls it
  public static boolean run(
      SweepDirectory directory,
      SweepContext context,
      int workers,
      boolean again,
      SweepListener listener) {
    try (RunLock lock = RunLock.acquire(directory.path())) {
      return new Sweep(directory, context, listener).run(directory.open(again), workers);
    }
  }

  private boolean run(List<Trial> trials, int workers) {
    listener.started(directory.config().trials(), trials.size());
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<?>> running = new ArrayList<>();
      trials.forEach(trial -> running.add(pool.submit(() -> run(trial))));
      for (Future<?> trial : running) {
        trial.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sweeping", e);
    } finally {
      pool.shutdownNow();
      listener.finished();
    }
    directory.writeTables();
    return directory.open(false).isEmpty();
  }

  private void run(Trial trial) {
    if (context.stop().getAsBoolean()) {
      return;
    }
    long start = System.nanoTime();
    Findings findings = new Findings();
    TrialRecord.State state = TrialRecord.State.COMPLETED;
    String reason = "";
    try {
      run(trial, findings);
    } catch (StoppedException e) {
      state = TrialRecord.State.STOPPED;
      reason = "stopped before its end";
    } catch (TrialDivergedException e) {
      state = TrialRecord.State.DIVERGED;
      reason = e.getMessage();
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.info("{} failed", trial.id(), e);
      state = TrialRecord.State.FAILED;
      reason =
          MemoryException.in(e)
              .map(Throwable::getMessage)
              .orElse(e.getMessage() == null ? e.toString() : e.getMessage());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    listener.ended(trial, directory.add(trial, state, reason, seconds, findings));
  }

  private void run(Trial trial, Findings findings) {
    TrialConfig config = trial.setting().trial();
    if (config instanceof DufmTrial dufm) {
      DufmTrials.run(dufm, trial.seed(), context.stop(), findings);
    } else if (config instanceof CompletionTrial completion) {
      CompletionTrials.run(completion, trial.seed(), context.stop(), findings);
    } else if (config instanceof TheoryTrial theory) {
      TheoryTrials.run(theory, findings);
    } else {
      ExperimentTrials.run((ExperimentTrial) config, trial, context, findings);
    }
  }
}
