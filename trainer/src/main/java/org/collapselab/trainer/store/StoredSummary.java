package org.collapselab.trainer.store;

import java.util.Map;

/**
 * Contents of {@code summary.json}; a component is {@code null} where the file has no such key.
 *
 * @param state completed, stopped, diverged or interrupted
 * @param reason why the run ended
 * @param seconds wall-clock time of training
 * @param headline label → value, shown as they are
 */
public record StoredSummary(
    String name,
    String description,
    String state,
    String reason,
    Long steps,
    Double epochs,
    Double seconds,
    Double samplesPerSecond,
    Map<String, String> headline) {
  public StoredSummary {
    headline = headline == null ? Map.of() : headline;
  }

  public static StoredSummary absent() {
    return new StoredSummary(null, null, null, null, null, null, null, null, null);
  }
}
