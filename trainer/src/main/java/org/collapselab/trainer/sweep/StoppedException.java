package org.collapselab.trainer.sweep;

/** A trial was asked to stop before its end; it leaves no record. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
