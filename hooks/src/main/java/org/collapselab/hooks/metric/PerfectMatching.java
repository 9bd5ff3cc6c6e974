package org.collapselab.hooks.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Perfect matching of an even number of classes.
 *
 * @param pairs class indices, the p-th pair at positions 2p and 2p+1
 * @param exact whether no matching is cheaper
 */
record PerfectMatching(List<Integer> pairs, boolean exact) {
  /** Dynamic programming over subsets up to here: some milliseconds. */
  static final int EXACT_LIMIT = 20;

  /** The matching with the least Σ cost(i, j) over its pairs. */
  static PerfectMatching minimum(DMatrixRMaj cost) {
    return cost.numRows <= EXACT_LIMIT
        ? new PerfectMatching(bySubsets(cost), true)
        : new PerfectMatching(bySwaps(cost), false);
  }

  double cost(DMatrixRMaj cost) {
    double sum = 0;
    for (int p = 0; p < pairs.size(); p += 2) {
      sum += cost.get(pairs.get(p), pairs.get(p + 1));
    }
    return sum;
  }

  /** Position of each class among the pairs. */
  List<Integer> labeling() {
    Integer[] position = new Integer[pairs.size()];
    for (int p = 0; p < pairs.size(); p++) {
      position[pairs.get(p)] = p;
    }
    return List.of(position);
  }

  private static List<Integer> bySubsets(DMatrixRMaj cost) {
    Subsets subsets = new Subsets(cost, new double[1 << cost.numRows], new byte[1 << cost.numRows]);
    int all = (1 << cost.numRows) - 1;
    subsets.least(all);
    List<Integer> pairs = new ArrayList<>();
    for (int set = all; set != 0; ) {
      int first = Integer.numberOfTrailingZeros(set);
      int mate = subsets.mate[set];
      pairs.addAll(List.of(first, mate));
      set ^= (1 << first) ^ (1 << mate);
    }
    return pairs;
  }

  /**
   * least(S) = min over j of cost(first class of S, j) + least(S without both), for those of the
   * 2^K sets S that this reaches from the set of all.
   *
   * @param mate the best j of a set; 0 if the set has not been reached yet
   */
  private record Subsets(DMatrixRMaj cost, double[] least, byte[] mate) {
    double least(int set) {
      if (set != 0 && mate[set] == 0) {
        int first = Integer.numberOfTrailingZeros(set);
        least[set] = Double.POSITIVE_INFINITY;
        for (int rest = set & (set - 1); rest != 0; rest &= rest - 1) {
          int j = Integer.numberOfTrailingZeros(rest);
          double total = cost.get(first, j) + least(set ^ (1 << first) ^ (1 << j));
          if (total < least[set]) {
            least[set] = total;
            mate[set] = (byte) j;
          }
        }
      }
      return least[set];
    }
  }

  /** Starts greedily and exchanges mates between two pairs while that helps. */
  private static List<Integer> bySwaps(DMatrixRMaj cost) {
    List<Integer> pairs = greedy(cost);
    boolean improved = true;
    while (improved) {
      improved = false;
      for (int p = 0; p < pairs.size(); p += 2) {
        for (int q = p + 2; q < pairs.size(); q += 2) {
          improved |= exchange(cost, pairs, p, q) || exchange(cost, pairs, p, q + 1);
        }
      }
    }
    return pairs;
  }

  /** Swaps the second class of the pair at p with the class at position q if that is cheaper. */
  private static boolean exchange(DMatrixRMaj cost, List<Integer> pairs, int p, int q) {
    int a = pairs.get(p);
    int b = pairs.get(p + 1);
    int c = pairs.get(q);
    int d = pairs.get(q ^ 1);
    double before = cost.get(a, b) + cost.get(c, d);
    double after = cost.get(a, c) + cost.get(b, d);
    // The margin keeps roundoff from cycling between equally good matchings.
    if (!(after < before - 1e-12 * (Math.abs(before) + Math.abs(after)))) {
      return false;
    }
    Collections.swap(pairs, p + 1, q);
    return true;
  }

  private static List<Integer> greedy(DMatrixRMaj cost) {
    List<Integer> free = new ArrayList<>(IntStream.range(0, cost.numRows).boxed().toList());
    List<Integer> pairs = new ArrayList<>();
    while (!free.isEmpty()) {
      int first = free.remove(0);
      int mate = Collections.min(free, Comparator.comparingDouble(j -> cost.get(first, j)));
      free.remove((Integer) mate);
      pairs.addAll(List.of(first, mate));
    }
    return pairs;
  }
}
