package org.collapselab.studies.optimum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.collapselab.studies.optimum.OptimumStart.Kind;
import org.collapselab.theory.Prediction;

/**
 * What a search found.
 *
 * @param settings what was asked for
 * @param frontier the lowest loss at each rank that some start ended at, by rank; rank 0 is the
 *     zero solution
 * @param references the named solutions that this width allows
 * @param planned starts that were to be made
 * @param done starts that were made; fewer where time or a signal cut the search short
 * @param stopped whether a signal did
 */
public record OptimumResult(
    OptimumSettings settings,
    List<FrontierPoint> frontier,
    List<Prediction> references,
    int planned,
    int done,
    boolean stopped) {
  private static final double SAME = 1e-4;

  /** Copies the lists. */
  public OptimumResult {
    frontier = List.copyOf(frontier);
    references = List.copyOf(references);
  }

  /** The point of the lowest loss; the lower rank in a tie. */
  public FrontierPoint best() {
    return frontier.stream().min(Comparator.comparingDouble(FrontierPoint::loss)).orElseThrow();
  }

  /** The frontier of all ends. */
  static List<FrontierPoint> frontier(List<FoundPoint> points) {
    TreeMap<Integer, List<FoundPoint>> byRank = new TreeMap<>();
    for (FoundPoint point : points) {
      byRank.computeIfAbsent(point.end().rank(), rank -> new ArrayList<>()).add(point);
    }
    return byRank.values().stream().map(OptimumResult::best).toList();
  }

  private static FrontierPoint best(List<FoundPoint> points) {
    FoundPoint best =
        points.stream().min(Comparator.comparingDouble(point -> point.end().loss())).orElseThrow();
    double bound = best.end().loss() * (1 + SAME);
    List<FoundPoint> first = points.stream().filter(point -> isFirst(point.end())).toList();
    int reached = (int) first.stream().filter(point -> point.end().loss() <= bound).count();
    return new FrontierPoint(best, reached, first.size());
  }

  private static boolean isFirst(OptimumEnd end) {
    return end.start().kind() != Kind.POLISHED && end.start().kind() != Kind.PERTURBED;
  }
}
