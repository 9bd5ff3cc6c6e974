package org.collapselab.studies.sweep;

import java.util.List;
import org.collapselab.trainer.store.RunLock;

/** Runs the trials of a sweep that have no record yet. */
public final class SweepRunner {
  private SweepRunner() {}

  /** Runs the open trials on threads of this process, {@code workers} at a time. */
  public static boolean run(
      SweepDirectory directory,
      SweepContext context,
      int workers,
      boolean again,
      SweepListener listener) {
    return run(directory, context, new Threads(workers), again, listener);
  }

  /**
   * Runs the open trials and writes the tables. A trial that throws becomes a record with its
   * reason.
   *
   * @param again whether trials that failed or diverged are run again
   * @return whether all trials have a record; false if the context asked to stop
   */
  @SuppressWarnings("try") // the lock is only held open, never used
  public static boolean run(
      SweepDirectory directory,
      SweepContext context,
      TrialExecutor executor,
      boolean again,
      SweepListener listener) {
    try (RunLock lock = RunLock.acquire(directory.path())) {
      directory.goOn(context.command());
      List<Trial> open = directory.open(again);
      directory.begin(open);
      listener.started(directory.config().trials(), open.size());
      run(new OpenTrials(directory, context, listener, open), executor, listener);
      directory.writeTables();
      StudyFiles.complete(directory);
      directory.finish();
      return directory.open(false).isEmpty();
    }
  }

  private static void run(OpenTrials open, TrialExecutor executor, SweepListener listener) {
    try {
      if (!open.ids().isEmpty()) {
        executor.run(open);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sweeping", e);
    } finally {
      listener.finished();
    }
  }
}
