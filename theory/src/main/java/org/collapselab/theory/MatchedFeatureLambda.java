package org.collapselab.theory;

import java.util.OptionalDouble;

/**
 * The λ_H at which a structure predicts a given ‖M_1‖_F²: it puts a network whose features carry no
 * explicit penalty beside the DUFM.
 *
 * <p>The predicted ‖M_1‖_F² = c Λ t^{2/(L+1)} / (n λ_H) never rises with λ_H: the least loss over
 * the structure's scales is a minimum of functions linear in λ_H, hence concave in it, and its
 * derivative is ½ n ‖M_1‖_F². The norm grows without bound as λ_H → 0. For L ≥ 2 it ends in a jump
 * to 0 where the zero solution takes over, so norms below that jump are predicted by no λ_H; for L
 * = 1 it falls to 0 continuously.
 */
public final class MatchedFeatureLambda {

  private static final double SMALLEST_LAMBDA = 1e-200;
  private static final double LARGEST_LAMBDA = 1e200;
  private static final double RELATIVE_ERROR = 1e-9;

  private MatchedFeatureLambda() {}

  /**
   * Solves for λ_H; the problem's own λ_H only says where the search begins.
   *
   * @param meansNormSquared the measured ‖M_1‖_F² &gt; 0
   * @return λ_H, at which the prediction agrees to 1e-9 relative; empty if no λ_H predicts this
   *     norm (see above), or none between 1e-200 and 1e200
   * @throws IllegalArgumentException if the structure is unavailable in this problem, or the norm
   *     is not positive and finite
   */
  public static OptionalDouble of(
      Structure structure, DufmProblem problem, double meansNormSquared) {
    return of(References.closedForm(structure, problem), problem, meansNormSquared);
  }

  /** The same for a solution whose formula is at hand. */
  static OptionalDouble of(ClosedForm closedForm, DufmProblem problem, double meansNormSquared) {
    if (!(meansNormSquared > 0) || Double.isInfinite(meansNormSquared)) {
      throw new IllegalArgumentException(
          "‖M_1‖_F² must be positive and finite, got " + meansNormSquared);
    }
    Search search = new Search(closedForm, problem, meansNormSquared);
    double lambda = search.bracketAndBisect();
    boolean matches = Math.abs(search.norm(lambda) / meansNormSquared - 1) <= RELATIVE_ERROR;
    return matches ? OptionalDouble.of(lambda) : OptionalDouble.empty();
  }

  /** The search for the last λ_H whose norm is at least the target. */
  private record Search(ClosedForm closedForm, DufmProblem problem, double target) {

    double norm(double featureLambda) {
      DufmProblem shifted = problem.withFeatureLambda(featureLambda);
      return closedForm.minimum(shifted).balance(problem.depth())
          / (problem.samplesPerClass() * featureLambda);
    }

    double bracketAndBisect() {
      double low = problem.featureLambda();
      while (norm(low) < target && low > SMALLEST_LAMBDA) {
        low /= 16;
      }
      double high = low;
      while (norm(high) >= target && high < LARGEST_LAMBDA) {
        high *= 16;
      }
      double logLambda =
          ScalarMinimum.bisect(x -> target - norm(Math.exp(x)), Math.log(low), Math.log(high));
      return Math.exp(Math.nextDown(logLambda));
    }
  }
}
