package org.collapselab.studies.nightly;

import java.util.Locale;

/** How a file of a night ended. */
public enum FileState {
  /** As planned; whether its expectations were met is another matter. */
  COMPLETED,
  /** The numbers exploded, of a sweep in one trial at least. */
  DIVERGED,
  /** It could not be loaded or run, of a sweep one trial at least. */
  FAILED,
  /** Stopped by a signal. */
  INTERRUPTED,
  /** Not started: the budget was too small, or the night was stopped before. */
  NOT_RUN;

  /** The name used in files, such as {@code not run}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
