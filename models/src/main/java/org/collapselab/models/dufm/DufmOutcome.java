package org.collapselab.models.dufm;

/**
 * Where a descent ended.
 *
 * @param end why it ended there
 * @param steps steps taken; L-BFGS iterations are not among them
 * @param loss the objective there
 * @param fit the data term alone
 * @param gradientNorm ‖∇‖ of the objective. With σ′(0) = 0 after descent, which keeps moving around
 *     the kinks that minima of ReLU models lie on, so that it stays above 0; with σ′ between 0 and
 *     1 on pre-activations in [0, 1e-6] after a polish
 * @param point the place; the last finite one logged if the descent diverged
 */
public record DufmOutcome(
    End end, long steps, double loss, double fit, double gradientNorm, DufmPoint point) {

  /** Why a descent ended. */
  public enum End {
    /** ‖∇‖ reached the tolerance. */
    CONVERGED,
    /** All steps were taken, or no further decrease was found. */
    EXHAUSTED,
    /** The fit was not finite or exceeded 1e6: the learning rate is too large. */
    DIVERGED,
    /** The caller asked to stop. */
    STOPPED
  }

  /** Whether the descent diverged; the numbers then describe no end point. */
  public boolean diverged() {
    return end == End.DIVERGED;
  }

  DufmOutcome withGradientNorm(double norm) {
    return new DufmOutcome(end, steps, loss, fit, norm, point);
  }

  static DufmOutcome at(End end, long steps, DufmPoint point) {
    Chain chain = new Chain(point.spec());
    double[] gradient = new double[point.spec().parameters()];
    double loss = chain.evaluate(point.flat(), gradient);
    return new DufmOutcome(end, steps, loss, loss - chain.penalty(), Vectors.norm(gradient), point);
  }
}
