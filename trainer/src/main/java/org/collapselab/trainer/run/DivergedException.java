package org.collapselab.trainer.run;

/** A number became infinite or NaN, or the objective exploded; the message says which and when. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DivergedException(long step, String what) {
    super("training diverged at step %d: %s.".formatted(step, what));
  }
}
