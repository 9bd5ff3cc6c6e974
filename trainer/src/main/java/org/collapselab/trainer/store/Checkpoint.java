package org.collapselab.trainer.store;

import org.collapselab.models.NetworkState;

/**
 * A run at one step: all that is needed to continue as if nothing had happened.
 *
 * @param network its state
 * @param parameterHash SHA-256 of its parameters, checked once they are back in a network
 * @param progress what the run had done by then
 */
public record Checkpoint(NetworkState network, String parameterHash, Progress progress) {

  /**
   * What a run has done by a step, measurements at that step included.
   *
   * @param step optimiser steps taken
   * @param nanos wall time of training and measuring
   * @param measuringNanos the part of it spent measuring
   * @param reachedGoal whether the bound of {@code train.until} was met here
   * @param tables lengths of the tables; what was appended later is not part of this
   */
  public record Progress(
      long step, long nanos, long measuringNanos, boolean reachedGoal, MetricsLog.Lengths tables) {
    /** The same of a run whose goal is another one from now on. */
    public Progress withoutGoal() {
      return new Progress(step, nanos, measuringNanos, false, tables);
    }
  }
}
