package org.collapselab.studies.sweep;

/** A trial was asked to stop before its end; what it found is kept. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
