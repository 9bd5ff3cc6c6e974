package org.collapselab.listener;

/** A number of the network is infinite or NaN: the training has diverged. */
final class NotFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotFiniteException(String what) {
    super(what);
  }
}
