package org.collapselab.studies.sweep;

/** A trial was stopped before its end; its results so far are kept. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
