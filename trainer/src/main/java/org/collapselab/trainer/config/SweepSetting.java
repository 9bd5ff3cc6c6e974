package org.collapselab.trainer.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One combination of the varied settings.
 *
 * @param index from 1
 * @param varied key → value as written, in the order of the file; empty if nothing varies
 * @param trial what is run, except for its seed
 */
public record SweepSetting(int index, Map<String, String> varied, TrialConfig trial) {
  public SweepSetting {
    varied = Collections.unmodifiableMap(new LinkedHashMap<>(varied));
  }

  /** For people, such as {@code lambda 0.004, width 30}. */
  public String label() {
    return varied.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
