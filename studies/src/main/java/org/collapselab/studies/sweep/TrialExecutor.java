package org.collapselab.studies.sweep;

/** A place where trials run: the threads of this process, other processes, or a cluster. */
public interface TrialExecutor {
  /** Number of trials that can run at the same time, as far as is known now; at least 1. */
  int slots();

  /**
   * Runs all trials, and returns once each has a record or has failed; or, after {@link
   * OpenTrials#stopped()} has become true, once none is running. A trial that cannot be run is
   * reported with {@link OpenTrials#failed}; an error that affects all of them is thrown.
   */
  void run(OpenTrials open) throws InterruptedException;
}
