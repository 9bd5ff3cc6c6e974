package org.collapselab.trainer.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The run in a few lines, {@code summary.json}. A component is {@code null} where the file has no
 * such key, or no finite number.
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
    EndState state,
    String reason,
    Long steps,
    Double epochs,
    Double seconds,
    Double measuringSeconds,
    Double samplesPerSecond,
    Map<String, String> headline) {
  public RunSummary {
    headline = headline == null ? Map.of() : headline;
  }

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be understood, naming it
   */
  public static RunSummary read(Path file) throws IOException {
    RunSummary summary = Json.readByLine(file, RunSummary.class);
    if (summary == null) {
      throw new IOException(file + " holds nothing");
    }
    return summary;
  }

  /** Writes the file, in place of an earlier one. */
  public void write(Path file) {
    Json.write(file, this);
  }

  /** That of a run that an error ended. */
  public static RunSummary failed(
      String name, String description, String reason, long steps, double epochs) {
    return new RunSummary(
        name, description, EndState.FAILED, reason, steps, epochs, 0.0, 0.0, 0.0, Map.of());
  }

  /** That of a run which has left none. */
  public static RunSummary absent() {
    return new RunSummary(null, null, null, null, null, null, null, null, null, null);
  }
}
