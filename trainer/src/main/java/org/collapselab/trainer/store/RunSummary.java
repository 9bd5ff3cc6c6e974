package org.collapselab.trainer.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The run in a few lines, {@code summary.json}. A component is {@code null} if the file has no such
 * key or no finite number.
 *
 * @param reason why it ended as it did, one sentence
 * @param steps optimiser steps taken
 * @param epochs passes over the training set, fractional
 * @param seconds wall time of training and measuring
 * @param measuringSeconds the part of it spent measuring
 * @param samplesPerSecond training samples per second of training alone
 * @param headline label → value in words, in the order of display
 * @param numbers the same results name → finite number, named as the columns of {@code trials.csv}
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
    Map<String, String> headline,
    Map<String, Number> numbers) {
  /** Name of the number of bytes that the process needed at most. */
  public static final String PEAK_MEMORY = "peak_memory_bytes";

  /** Label of the samples that the numbers of the headline are measured on, at the end. */
  public static final String MEASURED_ON = "measured at the end";

  /** Label of the samples that were measured during training. */
  public static final String FOLLOWED_ON = "measured in training";

  public RunSummary {
    headline = headline == null ? Map.of() : headline;
    numbers = numbers == null ? Map.of() : numbers;
  }

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be parsed, naming it
   */
  public static RunSummary read(Path file) throws IOException {
    RunSummary summary = Json.readByLine(file, RunSummary.class);
    if (summary == null) {
      throw new IOException(file + " is empty");
    }
    return summary;
  }

  /** Writes the file, in place of an earlier one. */
  public void write(Path file) {
    Json.write(file, this);
  }

  /** The summary of a run that an error ended. */
  public static RunSummary failed(
      String name, String description, String reason, long steps, double epochs) {
    return new RunSummary(
        name,
        description,
        EndState.FAILED,
        reason,
        steps,
        epochs,
        0.0,
        0.0,
        0.0,
        Map.of(),
        Map.of());
  }

  /** The samples that figures over training show, according to the summary. */
  public String followedOn() {
    return headline.getOrDefault(FOLLOWED_ON, "evaluation subset of the training set");
  }

  /** The samples on which the final numbers were measured. */
  public String measuredOn() {
    return headline.getOrDefault(MEASURED_ON, "training set");
  }

  /** The summary of a run that has not written one. */
  public static RunSummary absent() {
    return new RunSummary(null, null, null, null, null, null, null, null, null, null, null);
  }
}
