package org.collapselab.trainer.store;

import java.util.Map;

/**
 * The run in a few lines, {@code summary.json}.
 *
 * @param reason why it ended as it did, one sentence
 * @param steps optimiser steps taken
 * @param epochs passes over the training set, fractional
 * @param seconds wall time of training and measuring
 * @param measuringSeconds the part of it spent measuring
 * @param samplesPerSecond training samples per second of training alone
 * @param headline label → value, in the order of display
 */
public record RunSummary(
    String name,
    String description,
    RunState state,
    String reason,
    long steps,
    double epochs,
    double seconds,
    double measuringSeconds,
    double samplesPerSecond,
    Map<String, String> headline) {

  /** That of a run that an error ended. */
  public static RunSummary failed(
      String name, String description, String reason, long steps, double epochs) {
    return new RunSummary(
        name, description, RunState.FAILED, reason, steps, epochs, 0, 0, 0, Map.of());
  }
}
