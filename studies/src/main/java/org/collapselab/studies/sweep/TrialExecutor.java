package org.collapselab.studies.sweep;

/** A place where trials run: the threads of this process, other processes, or a cluster. */
public interface TrialExecutor {
  /** Trials that can run at the same time, as far as is known now; at least 1. */
  int slots();

  /**
   * Runs all trials, and returns once each has a record or failed, or after {@link
   * OpenTrials#stopped()} turned true, when none is running any more. A trial that cannot be run is
   * told with {@link OpenTrials#failed}; what prevents all of them is thrown.
   */
  void run(OpenTrials open) throws InterruptedException;
}
