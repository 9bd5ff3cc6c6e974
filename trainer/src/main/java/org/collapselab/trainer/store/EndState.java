package org.collapselab.trainer.store;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a run or a trial ended. Code that distinguishes states uses a switch over all of them. */
public enum EndState {
  /** All epochs done, or all work of a trial. */
  COMPLETED,
  /** The bound of {@code train.until} was reached. */
  STOPPED,
  /** The objective was not finite or exploded; what was measured before is kept. */
  DIVERGED,
  /** Cut off by a signal; what was measured before is kept, and it can be resumed. */
  INTERRUPTED,
  /** An error ended it; what was measured before is kept. */
  FAILED;

  /** The name used in the files of a run. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The name used in the files of a sweep. There a trial that was cut off is {@code stopped}, and a
   * run that reached its bound makes a completed trial.
   */
  public String trialLabel() {
    return switch (this) {
      case COMPLETED, STOPPED -> COMPLETED.label();
      case INTERRUPTED -> STOPPED.label();
      case DIVERGED -> DIVERGED.label();
      case FAILED -> FAILED.label();
    };
  }

  /**
   * Reads a {@link #trialLabel}.
   *
   * @throws IllegalArgumentException if it is not one, naming the valid labels
   */
  public static EndState ofTrial(String label) {
    return Stream.of(COMPLETED, DIVERGED, INTERRUPTED, FAILED)
        .filter(state -> state.trialLabel().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"%s\" is unknown; expected one of %s".formatted(label, trialLabels())));
  }

  /** All labels of trials, for messages. */
  public static String trialLabels() {
    return Stream.of(values())
        .map(EndState::trialLabel)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Whether all planned work was done. */
  public boolean isCompleted() {
    return switch (this) {
      case COMPLETED, STOPPED -> true;
      case DIVERGED, INTERRUPTED, FAILED -> false;
    };
  }

  /** Whether it was cut off, so that its numbers are not final. */
  public boolean isCutOff() {
    return switch (this) {
      case INTERRUPTED -> true;
      case COMPLETED, STOPPED, DIVERGED, FAILED -> false;
    };
  }

  /** Whether work remains: a run in this state can be resumed. */
  public boolean isResumable() {
    return switch (this) {
      case INTERRUPTED, FAILED -> true;
      case COMPLETED, STOPPED, DIVERGED -> false;
    };
  }

  /** Whether its numbers are valid, final or not. */
  public boolean hasResult() {
    return switch (this) {
      case COMPLETED, STOPPED, INTERRUPTED -> true;
      case DIVERGED, FAILED -> false;
    };
  }
}
