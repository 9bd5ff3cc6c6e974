package org.collapselab.trainer.report;

import java.util.Map;

/**
 * Contents of {@code summary.json}; a component is {@code null} where the file has no such key.
 *
 * @param state completed, stopped, diverged or interrupted
 * @param reason why the run ended
 * @param seconds wall-clock time of training
 * @param headline label → value, shown as they are
 */
record Summary(
    String name,
    String description,
    String state,
    String reason,
    Long steps,
    Double epochs,
    Double seconds,
    Double samplesPerSecond,
    Map<String, String> headline) {
  Summary {
    headline = headline == null ? Map.of() : headline;
  }

  static Summary absent() {
    return new Summary(null, null, null, null, null, null, null, null, null);
  }
}
