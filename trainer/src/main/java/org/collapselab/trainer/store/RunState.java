package org.collapselab.trainer.store;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a run ended. */
public enum RunState {
  /** All epochs done. */
  COMPLETED,
  /** The bound of {@code train.until} was reached. */
  STOPPED,
  /** The objective was not finite or exploded; what was measured before is kept. */
  DIVERGED,
  /** Stopped by a signal; what was measured before is kept. */
  INTERRUPTED,
  /** An error ended the run; what was measured before is kept. */
  FAILED;

  /** The name used in files. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
