package org.collapselab.trainer.store;

import org.collapselab.models.EngineName;
import org.collapselab.models.NetworkState;

/**
 * A run at one step: everything needed to continue as if it had never stopped.
 *
 * @param network its state
 * @param engine that took the steps
 * @param parameterHash SHA-256 of its parameters, checked once they are back in a network
 * @param progress what the run had done by then
 */
public record Checkpoint(
    NetworkState network, EngineName engine, String parameterHash, Progress progress) {

  /**
   * The progress of a run up to a step, including the measurements at that step.
   *
   * @param step optimiser steps taken
   * @param nanos wall time of training and measuring
   * @param measuringNanos the part of it spent measuring
   * @param reachedGoal whether the bound of {@code train.until} was met here
   * @param tables lengths of the tables; what was appended later is not part of this
   */
  public record Progress(
      long step, long nanos, long measuringNanos, boolean reachedGoal, MetricsLog.Lengths tables) {
    /** The same progress with a goal that has not been reached. */
    public Progress withoutGoal() {
      return new Progress(step, nanos, measuringNanos, false, tables);
    }
  }
}
