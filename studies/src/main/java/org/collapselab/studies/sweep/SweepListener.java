package org.collapselab.studies.sweep;

import org.collapselab.trainer.store.sweep.TrialRecord;

/** Receives the progress of a sweep, from several threads. */
public interface SweepListener {
  /** The sweep begins: of {@code trials}, {@code open} are still to run. */
  default void started(int trials, int open) {}

  /** A trial has ended and is on disk. */
  default void ended(Trial trial, TrialRecord record) {}

  /** All trials have ended. */
  default void finished() {}
}
