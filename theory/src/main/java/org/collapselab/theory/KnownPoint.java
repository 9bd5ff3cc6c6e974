package org.collapselab.theory;

import java.util.Collections;
import java.util.Objects;

/**
 * A point of the DUFM that a search has found. Along its ray Z → tZ, with balanced factors, it
 * bounds the least loss at every Λ: by min over t of fit(tZ) + (L+1)/2 · c Λ t^{2/(L+1)}, with c
 * from its own factors.
 *
 * @param loss the fit that it was found for
 * @param activation the σ that it was found for
 * @param factors M_1, W_1 … W_L, of the neurons that take part alone
 * @param origin how it was found
 */
public record KnownPoint(Loss loss, Activation activation, Construction factors, Origin origin) {

  /** Checks that nothing is missing. */
  public KnownPoint {
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(factors, "factors");
    Objects.requireNonNull(origin, "origin");
  }

  /**
   * How a point was found.
   *
   * @param lambda all λ_l and nλ_H of the search, with n = 1
   * @param rank the largest rank of σ(M_2) … σ(M_{L−1}), or of M_1 where L ≤ 2
   * @param width d of the search
   * @param gradientNorm ‖∇‖ where it ended
   * @param reached starts that ended there, within a relative 1e-4 of its loss
   * @param ended starts that ended at its rank
   * @param starts starts of the whole search
   * @param version of the program
   */
  public record Origin(
      double lambda,
      int rank,
      int width,
      double gradientNorm,
      int reached,
      int ended,
      int starts,
      String version) {
    @Override
    public String toString() {
      return "rank %d; from a search of %d starts at λ = %s and width %d, of which %d ended at this rank and %d of these at this point, before the last polish; version %s"
          .formatted(rank, starts, lambda, width, ended, reached, version);
    }
  }

  /** The problem that it was found for. */
  public DufmProblem problem() {
    return DufmProblem.uniform(
        factors.classes(), factors.depth(), 1, origin.lambda(), loss, activation);
  }

  /** max d_l: the least width of a model that can contain it. */
  public int width() {
    return Collections.max(factors.widths());
  }

  /** The least bound of the loss of a problem with its K, L, fit and σ. */
  double bound(DufmProblem problem) {
    return blueprint().closedForm().minimum(problem).value();
  }

  Blueprint blueprint() {
    ForwardPass pass = ForwardPass.of(factors, activation);
    RayFit fit =
        loss == Loss.MSE ? RayFit.squaredError(pass.output()) : RayFit.logits(pass.output());
    ClosedForm closedForm = new ClosedForm(factors.constant(), fit);
    return new Blueprint() {
      @Override
      public ClosedForm closedForm() {
        return closedForm;
      }

      @Override
      public Construction construction() {
        return factors;
      }

      @Override
      public int width() {
        return KnownPoint.this.width();
      }

      @Override
      public String detail() {
        return origin.toString();
      }
    };
  }
}
