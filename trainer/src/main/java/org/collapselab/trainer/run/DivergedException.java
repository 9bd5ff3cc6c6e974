package org.collapselab.trainer.run;

/** A number became infinite or NaN, or the objective exploded; the message says what to try. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DivergedException(long step, String what) {
    super(
        "training diverged at step %d: %s. Try a smaller optimizer.learning_rate, a smaller model.init_gain, or a smaller regularization.lambda_h."
            .formatted(step, what));
  }
}
