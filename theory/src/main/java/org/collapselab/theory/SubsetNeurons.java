package org.collapselab.theory;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Neurons of layer L for the edges of a graph, one for each chosen set T of vertices with the row
 * a_T · ½(1_T − 1_{T^c})ᵀ, where a_T² = x_T and Σ x_T = 1. So σ(M_L) = A, a_T times the inclusion
 * of edges in T. The x are {@link OptimalShares}; neurons with negligible shares are dropped. Every
 * x is a valid construction.
 *
 * @param subsets the sets T
 * @param shares x_T
 * @param inverseNormSquared ‖A⁺‖_F² (MSE), or of its part without the constant vector (CE)
 */
record SubsetNeurons(List<int[]> subsets, double[] shares, double inverseNormSquared) {
  /** Up to this r all sets are candidates; beyond, those of one size. */
  private static final int MOST_VERTICES_FOR_ALL = 8;

  private static final double WORK = 3e7;
  private static final int ITERATIONS = 400;
  private static final double NEGLIGIBLE = 1e-3;

  /** The best that was found with at most {@code widthLimit} ≥ K neurons. */
  static SubsetNeurons best(EdgeGraph graph, Loss loss, int widthLimit) {
    return Stream.concat(
            Stream.of(edges(graph, loss)),
            candidates(graph, loss, widthLimit)
                .flatMap(c -> optimal(graph, c, loss, widthLimit))
                .stream())
        .min(Comparator.comparingDouble(SubsetNeurons::inverseNormSquared))
        .orElseThrow();
  }

  /** s = 2: the edges themselves, A ∝ I_K. */
  private static SubsetNeurons edges(EdgeGraph graph, Loss loss) {
    int classes = graph.classes();
    List<int[]> edges =
        IntStream.range(0, classes).mapToObj(i -> new int[] {graph.low(i), graph.high(i)}).toList();
    double[] shares = new double[classes];
    Arrays.fill(shares, 1.0 / classes);
    int directions = loss == Loss.MSE ? classes : classes - 1;
    return new SubsetNeurons(edges, shares, (double) classes * directions);
  }

  private static Optional<List<int[]>> candidates(EdgeGraph graph, Loss loss, int widthLimit) {
    int r = graph.vertices();
    if (r <= MOST_VERTICES_FOR_ALL) {
      return Optional.of(
          IntStream.rangeClosed(2, r)
              .mapToObj(size -> new SubsetLevel(r, size))
              .flatMap(level -> level.subsets().stream())
              .toList());
    }
    return SubsetCode.best(new TriangularGraph(r), loss, widthLimit)
        .map(code -> code.levels().get(0).subsets());
  }

  private static Optional<SubsetNeurons> optimal(
      EdgeGraph graph, List<int[]> candidates, Loss loss, int widthLimit) {
    List<int[]> subsets = distinct(graph, candidates);
    double[] shares = OptimalShares.equal(subsets.size());
    while (true) {
      Optional<SubsetNeurons> neurons = lowered(graph, subsets, shares, loss);
      if (neurons.isEmpty()) {
        return neurons;
      }
      double[] found = neurons.get().shares();
      List<Integer> kept = kept(found, widthLimit);
      if (kept.size() == found.length) {
        return neurons;
      }
      subsets = kept.stream().map(subsets::get).toList();
      double sum = kept.stream().mapToDouble(i -> found[i]).sum();
      shares = kept.stream().mapToDouble(i -> found[i] / sum).toArray();
    }
  }

  /** Without negligible neurons, and a tenth fewer or as many as allowed, whichever is more. */
  private static List<Integer> kept(double[] shares, int widthLimit) {
    double largest = Arrays.stream(shares).max().orElseThrow();
    int most = Math.max(widthLimit, shares.length - Math.max(1, shares.length / 10));
    return IntStream.range(0, shares.length)
        .filter(i -> shares[i] > NEGLIGIBLE * largest)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -shares[i]))
        .limit(most)
        .sorted()
        .toList();
  }

  /** Sets with the same edges inside are equivalent; those without any have no effect. */
  private static List<int[]> distinct(EdgeGraph graph, List<int[]> candidates) {
    Set<BitSet> seen = new HashSet<>(Set.of(new BitSet()));
    return candidates.stream().filter(subset -> seen.add(graph.inside(subset))).toList();
  }

  private static Optional<SubsetNeurons> lowered(
      EdgeGraph graph, List<int[]> subsets, double[] start, Loss loss) {
    DMatrixRMaj rows = inclusion(graph, subsets);
    double perStep = 2.0 * rows.numRows * rows.numCols * rows.numCols;
    long steps = Math.max(4, Math.min(ITERATIONS, Math.round(WORK / perStep)));
    return OptimalShares.lowered(rows, start, loss, steps)
        .map(found -> new SubsetNeurons(subsets, found.shares(), found.inverseNormSquared()));
  }

  private static DMatrixRMaj inclusion(EdgeGraph graph, List<int[]> subsets) {
    DMatrixRMaj inclusion = new DMatrixRMaj(subsets.size(), graph.classes());
    for (int row = 0; row < subsets.size(); row++) {
      BitSet inside = graph.inside(subsets.get(row));
      for (int edge = 0; edge < graph.classes(); edge++) {
        inclusion.set(row, edge, inside.get(edge) ? 1 : 0);
      }
    }
    return inclusion;
  }

  /** The rows a_T · ½(1_T − 1_{T^c})ᵀ (d_L×r). */
  DMatrixRMaj separator(int vertices) {
    DMatrixRMaj roots = CommonOps_DDRM.diag(Arrays.stream(shares).map(Math::sqrt).toArray());
    return MatrixOps.product(roots, SubsetLevel.rows(subsets, vertices));
  }

  /** The sizes that occur, such as {@code 2, 3}. */
  String sizes() {
    return subsets.stream()
        .map(subset -> subset.length)
        .distinct()
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }
}
