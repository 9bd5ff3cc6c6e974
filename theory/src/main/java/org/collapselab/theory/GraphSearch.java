package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The best graphs with K edges on r vertices, found by deleting edges of K_r one at a time. After
 * each deletion graphs with the same {@linkplain EdgeGraph#invariant invariant} count as one and
 * the {@code beam} best are kept, so that the search is exhaustive where there are never more.
 * Nothing is random.
 *
 * @param graphs the best, in the order of their cost
 * @param tried graphs with K edges whose cost was computed
 * @param exhaustive whether no graph was dropped on the way
 */
record GraphSearch(List<EdgeGraph> graphs, int tried, boolean exhaustive) {

  private record Candidate(EdgeGraph graph, double cost) {}

  static GraphSearch of(int vertices, int classes, ToDoubleFunction<EdgeGraph> cost, int beam) {
    EdgeGraph complete = EdgeGraph.complete(vertices);
    List<Candidate> kept = List.of(new Candidate(complete, 0));
    int tried = 1;
    boolean exhaustive = true;
    for (int edges = complete.classes() - 1; edges >= classes; edges--) {
      exhaustive &= kept.size() <= beam;
      List<Candidate> fewer = new ArrayList<>();
      for (EdgeGraph graph : distinctDeletions(kept.subList(0, Math.min(beam, kept.size())))) {
        fewer.add(new Candidate(graph, cost.applyAsDouble(graph)));
      }
      fewer.sort(Comparator.comparingDouble(Candidate::cost));
      kept = fewer;
      tried = kept.size();
    }
    return new GraphSearch(kept.stream().map(Candidate::graph).toList(), tried, exhaustive);
  }

  private static List<EdgeGraph> distinctDeletions(List<Candidate> candidates) {
    Map<String, EdgeGraph> known = new HashMap<>();
    List<EdgeGraph> distinct = new ArrayList<>();
    for (Candidate candidate : candidates) {
      for (int edge = 0; edge < candidate.graph().classes(); edge++) {
        candidate
            .graph()
            .without(edge)
            .filter(graph -> known.putIfAbsent(graph.invariant(), graph) == null)
            .ifPresent(distinct::add);
      }
    }
    return distinct;
  }
}
