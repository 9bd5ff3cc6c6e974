package org.collapselab.studies.optimum;

/**
 * A search.
 *
 * @param problem what is minimised
 * @param startsPerRank random starts of each rank 1 … K, ≥ 0, beside the references
 * @param minutes after which no further start begins, &gt; 0; may be infinite. A search that this
 *     does not cut short finds the same on any number of threads
 * @param seed of everything random
 * @param threads starts worked on at the same time, ≥ 1
 */
public record OptimumSettings(
    OptimumProblem problem, int startsPerRank, double minutes, long seed, int threads) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is outside its range
   */
  public OptimumSettings {
    require(startsPerRank >= 0, "starts must be at least 0, got " + startsPerRank);
    require(minutes > 0, "minutes must be above 0, got " + minutes);
    require(threads >= 1, "threads must be at least 1, got " + threads);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
