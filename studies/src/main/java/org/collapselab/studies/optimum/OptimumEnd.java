package org.collapselab.studies.optimum;

import java.util.List;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.DufmPoint;

/**
 * Where a start ended.
 *
 * @param start which start
 * @param loss the objective
 * @param fit the data term alone
 * @param gradientNorm ‖∇‖, with σ′ between 0 and 1 on pre-activations that are 0 up to the last
 *     rounding of the kink
 * @param balanceGap max/min − 1 of nλ_H‖M_1‖² and λ_l‖W_l‖²; NaN at the zero solution
 * @param ranks of σ(M_1) … σ(M_L): singular values above 1e-2 of the largest
 * @param rank the largest of σ(M_2) … σ(M_{L−1}); of M_1 where L ≤ 2
 */
public record OptimumEnd(
    OptimumStart start,
    double loss,
    double fit,
    double gradientNorm,
    double balanceGap,
    List<Integer> ranks,
    int rank) {
  /** Relative cutoff of every rank here. */
  public static final double RANK_TOLERANCE = Spectrum.DEFAULT_TOLERANCE;

  static OptimumEnd of(OptimumStart start, DufmOutcome outcome) {
    DufmPoint point = outcome.point();
    List<Integer> ranks =
        point.post().stream()
            .map(means -> Spectrum.of(means).numericalRank(RANK_TOLERANCE))
            .toList();
    return new OptimumEnd(
        start,
        outcome.loss(),
        outcome.fit(),
        outcome.gradientNorm(),
        point.balanceGap(),
        ranks,
        rank(ranks));
  }

  /** JSON has no NaN, so the gap of the zero solution does not come back from a file. */
  OptimumEnd withBalanceGap(double gap) {
    return new OptimumEnd(start, loss, fit, gradientNorm, gap, ranks, rank);
  }

  /** The rank of a solution, from those of its layers 1 … L. */
  static int rank(List<Integer> ranks) {
    int depth = ranks.size();
    List<Integer> telling = depth >= 3 ? ranks.subList(1, depth - 1) : ranks.subList(0, 1);
    return telling.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }
}
