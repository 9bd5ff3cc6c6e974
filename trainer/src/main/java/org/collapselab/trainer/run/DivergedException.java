package org.collapselab.trainer.run;

/** Training left the finite numbers or exploded; the message says what to try. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DivergedException(long step, String what) {
    super(
        "training diverged at step %d: %s. Try a smaller optimizer.learning_rate, a smaller model.init_gain, or a smaller regularization.lambda_h."
            .formatted(step, what));
  }
}
