package org.collapselab.models.completion;

/**
 * A random completion problem and the network that solves it: W_1 is width×columns, W_2 … W_{L−1}
 * are width×width, W_L is rows×width.
 *
 * @param rows of A*, ≥ 1
 * @param columns of A*, ≥ 1
 * @param rank r* of A*, from 1 to min(rows, columns)
 * @param observedFraction share of entries observed, in (0, 1]; their number is rounded, at least 1
 * @param depth L ≥ 2; minima of several ranks exist from 3 on
 * @param width ≥ 1; A can have any rank only from min(rows, columns) on
 * @param lambda λ ≥ 0
 * @param seed of A* and of the observed entries
 */
public record CompletionSpec(
    int rows,
    int columns,
    int rank,
    double observedFraction,
    int depth,
    int width,
    double lambda,
    long seed) {
  private static final long MAX_PARAMETERS = 20_000_000;

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public CompletionSpec {
    Check.that(
        rows >= 1 && columns >= 1,
        "rows and columns must be at least 1, got %d and %d",
        rows,
        columns);
    Check.that(
        rank >= 1 && rank <= Math.min(rows, columns),
        "the rank of A* must be from 1 to min(rows, columns) = %d, got %d",
        Math.min(rows, columns),
        rank);
    Check.that(
        observedFraction > 0 && observedFraction <= 1,
        "the observed fraction must be in (0, 1], got %s",
        observedFraction);
    Check.that(depth >= 2, "depth (L) must be at least 2, got %d", depth);
    Check.that(width >= 1, "width must be at least 1, got %d", width);
    Check.that(
        lambda >= 0 && Double.isFinite(lambda), "λ must be at least 0 and finite, got %s", lambda);
    long parameters = width * ((long) rows + columns + (depth - 2L) * width);
    Check.that(
        parameters <= MAX_PARAMETERS,
        "the network has %d weights; at most %d are supported",
        parameters,
        MAX_PARAMETERS);
  }

  /** Rows of W_l, l from 1 to L. */
  int rowsOf(int layer) {
    return layer == depth ? rows : width;
  }

  /** Columns of W_l, l from 1 to L. */
  int columnsOf(int layer) {
    return layer == 1 ? columns : width;
  }
}
