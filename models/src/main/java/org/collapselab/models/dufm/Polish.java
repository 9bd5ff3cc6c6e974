package org.collapselab.models.dufm;

import java.util.Arrays;
import org.collapselab.models.dufm.DufmOutcome.End;
import org.collapselab.theory.Activation;

/**
 * From a point to a minimum nearby, by L-BFGS.
 *
 * <p>Minima of ReLU models lie on kinks: many pre-activations are 0 there, and the gradient jumps
 * across them, so that neither the gradient vanishes nor descent settles. So the kink is smoothed,
 * σ_ε(x) = x²/(2ε) on [0, ε], and ε falls from 1e-2 to the finest, each minimum the start of the
 * next search. The loss reported is that of the true ReLU at the last one; it differs from the
 * rounded one by O(ε).
 */
final class Polish {
  private static final double[] ROUNDINGS = {1e-2, 1e-3, 1e-4, 1e-5, 1e-6};

  private Polish() {}

  /**
   * The minimum, or {@code start} if that has the smaller loss. Converged means that the gradient
   * of the last search, with σ′ = σ_ε′, is at most the tolerance; it is the one reported.
   */
  static DufmOutcome from(DufmPoint start, PolishSettings settings) {
    boolean kinks = start.spec().activation() == Activation.RELU && start.spec().depth() > 1;
    Lbfgs search = null;
    DufmPoint point = start;
    for (double rounding : kinks ? roundings(settings) : new double[] {0}) {
      search = new Lbfgs(point, rounding, settings.memory());
      search.minimise(settings.iterations(), settings.tolerance());
      point = search.point();
    }
    End end = search.gradientNorm() <= settings.tolerance() ? End.CONVERGED : End.EXHAUSTED;
    DufmOutcome reached = DufmOutcome.at(end, 0, point).withGradientNorm(search.gradientNorm());
    DufmOutcome before = DufmOutcome.at(End.EXHAUSTED, 0, start);
    return before.loss() < reached.loss() ? before : reached;
  }

  private static double[] roundings(PolishSettings settings) {
    return Arrays.stream(ROUNDINGS).filter(e -> e >= settings.finestRounding()).toArray();
  }
}
