package org.collapselab.reports.optimum;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.collapselab.theory.DufmProblem;

/**
 * {@code frontier.json} of a search.
 *
 * @param width of every hidden layer
 * @param frontier by rank, ascending
 * @param references label of a {@link org.collapselab.theory.Structure} → its rank and loss
 */
record StoredFrontier(
    DufmProblem problem,
    int width,
    long seed,
    Starts starts,
    List<Point> frontier,
    Map<String, Named> references) {

  /** How many starts were to be made, and how many were. */
  record Starts(int planned, int done) {}

  /** A reference solution. */
  record Named(int rank, double loss) {}

  /**
   * The lowest loss found at a rank.
   *
   * @param balanceGap null at the zero solution
   * @param ranks of σ(M_1) … σ(M_L)
   * @param singularValues of the same, descending
   * @param reached starts that ended at this loss, of {@code ended} that ended at this rank
   * @param matrices the folder with its factors
   */
  record Point(
      int rank,
      double loss,
      double fit,
      double gradientNorm,
      Double balanceGap,
      List<Integer> ranks,
      List<List<Double>> singularValues,
      int reached,
      int ended,
      String matrices) {}

  /** Checks that what the page shows is there. */
  StoredFrontier {
    if (problem == null || starts == null || frontier == null || frontier.isEmpty()) {
      throw new IllegalArgumentException("problem, starts or frontier is missing");
    }
    frontier = List.copyOf(frontier);
    references = references == null ? Map.of() : Map.copyOf(references);
  }

  /** The point of the lowest loss; the lower rank in a tie. */
  Point best() {
    return frontier.stream().min(Comparator.comparingDouble(Point::loss)).orElseThrow();
  }
}
