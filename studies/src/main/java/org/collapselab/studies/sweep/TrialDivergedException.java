package org.collapselab.studies.sweep;

/** A trial's numbers exploded; the message says what to try. */
final class TrialDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrialDivergedException(String message) {
    super(message);
  }
}
