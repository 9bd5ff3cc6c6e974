package org.collapselab.theory;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The best families of K sets of r vertices, found by taking sets away one at a time, as {@link
 * GraphSearch} does with edges, from all sets of at most s vertices, for each s that leaves no more
 * than eight to take away, and for the least s, if that leaves no more than ten. Families that
 * differ by the names of the vertices count as one.
 *
 * @param families the best, in the order of their cost
 * @param tried families of K sets whose cost was computed
 */
record FamilySearch(List<SetFamily> families, int tried) {
  private static final int MOST_DELETIONS = 8;
  private static final int MOST_DELETIONS_OF_LEAST = 10;

  private record Candidate(SetFamily family, double cost) {}

  static FamilySearch of(int vertices, int classes, ToDoubleFunction<SetFamily> cost, int beam) {
    List<Candidate> found = new ArrayList<>();
    Set<BitSet> seen = new HashSet<>();
    int most = MOST_DELETIONS_OF_LEAST;
    for (int size = 2; size <= vertices; size++) {
      SetFamily all = SetFamily.upTo(vertices, size);
      int deletions = all.classes() - classes;
      if (deletions >= 0 && deletions <= most) {
        most = MOST_DELETIONS;
        found.addAll(
            shrunk(all, classes, cost, beam).stream()
                .filter(candidate -> seen.add(candidate.family().canonical()))
                .toList());
      }
    }
    found.sort(Comparator.comparingDouble(Candidate::cost));
    return new FamilySearch(found.stream().map(Candidate::family).toList(), found.size());
  }

  private static List<Candidate> shrunk(
      SetFamily all, int classes, ToDoubleFunction<SetFamily> cost, int beam) {
    List<Candidate> kept = List.of(new Candidate(all, cost.applyAsDouble(all)));
    while (kept.get(0).family().classes() > classes) {
      Set<BitSet> seen = new HashSet<>();
      List<Candidate> fewer = new ArrayList<>();
      for (Candidate candidate : kept.subList(0, Math.min(beam, kept.size()))) {
        IntStream.range(0, candidate.family().classes())
            .mapToObj(candidate.family()::without)
            .filter(family -> seen.add(family.canonical()))
            .forEach(family -> fewer.add(new Candidate(family, cost.applyAsDouble(family))));
      }
      fewer.sort(Comparator.comparingDouble(Candidate::cost));
      kept = fewer;
    }
    return kept.stream().filter(candidate -> Double.isFinite(candidate.cost())).toList();
  }
}
