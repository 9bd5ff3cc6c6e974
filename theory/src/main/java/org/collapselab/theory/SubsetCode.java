package org.collapselab.theory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The neurons of layer L in {@link SrgSubsets}: subsets of one or two sizes, those of size s scaled
 * by a_s with a_s² C(r,s) = x_s and Σ x_s = 1. Then ‖W_{L−1}‖_F² = r/4, σ(M_L) = A with AᵀA = Σ_s
 * x_s A_sᵀA_s / C(r,s), and ‖A⁺‖_F² = Σ_j m_j / Σ_s x_s e_j(s) over the eigenspaces j of {@link
 * SubsetLevel}, without the constant vector under cross-entropy.
 *
 * <p>That is convex in x. So one size is optimal where moving to any other raises it at first
 * order, which is the case from r = 5 on. At r = 4, and at r = 3 under MSE, two sizes are better
 * than one.
 *
 * @param graph T(r)
 * @param levels the sizes s, ascending
 * @param shares x_s &gt; 0
 */
record SubsetCode(TriangularGraph graph, List<SubsetLevel> levels, List<Double> shares) {

  private static SubsetCode single(TriangularGraph graph, SubsetLevel level) {
    return new SubsetCode(graph, List.of(level), List.of(1.0));
  }

  /**
   * The code with the least ‖A⁺‖_F² among those with at most {@code widthLimit} neurons.
   *
   * @return empty if none has σ(M_L) of full rank: they need K neurons
   */
  static Optional<SubsetCode> best(TriangularGraph graph, Loss loss, double widthLimit) {
    List<SubsetLevel> levels =
        IntStream.rangeClosed(2, graph.vertices())
            .mapToObj(size -> new SubsetLevel(graph.vertices(), size))
            .filter(level -> level.neurons() <= widthLimit)
            .toList();
    Comparator<SubsetCode> byNorm =
        Comparator.comparingDouble(code -> code.inverseNormSquared(loss));
    Optional<SubsetCode> single =
        levels.stream()
            .map(level -> single(graph, level))
            .min(byNorm)
            .filter(code -> Double.isFinite(code.inverseNormSquared(loss)));
    if (single.isEmpty() || single.get().optimalAmong(levels, loss)) {
      return single;
    }
    List<SubsetCode> codes = new ArrayList<>(List.of(single.get()));
    for (SubsetLevel first : levels) {
      for (SubsetLevel second : levels) {
        if (first.size() < second.size() && first.neurons() + second.neurons() <= widthLimit) {
          mixture(graph, first, second, loss).ifPresent(codes::add);
        }
      }
    }
    return codes.stream().min(byNorm);
  }

  /** The fewest neurons with which the best code is not s = 2, which is SRG; empty if none. */
  static Optional<Integer> fewestNeurons(TriangularGraph graph, Loss loss) {
    // From r = 5 on, s = r − 2 is better than s = 2 and needs as many neurons.
    int most = graph.vertices() >= 5 ? graph.classes() : 1 << graph.vertices();
    return IntStream.rangeClosed(graph.classes(), most)
        .filter(width -> best(graph, loss, width).filter(code -> !code.plain()).isPresent())
        .boxed()
        .findFirst();
  }

  private static Optional<SubsetCode> mixture(
      TriangularGraph graph, SubsetLevel first, SubsetLevel second, Loss loss) {
    DoubleUnaryOperator slope = share -> slope(graph, first, second, share, loss);
    if (!(slope.applyAsDouble(0) < 0 && slope.applyAsDouble(1) > 0)) {
      return Optional.empty();
    }
    double share = ScalarMinimum.bisect(slope, 0, 1);
    return Optional.of(new SubsetCode(graph, List.of(first, second), List.of(1 - share, share)));
  }

  /** d/dx of ‖A⁺‖_F² where the shares are 1 − x and x; NaN if A is singular for all x. */
  private static double slope(
      TriangularGraph graph, SubsetLevel first, SubsetLevel second, double x, Loss loss) {
    double[] from = first.eigenvalues();
    double[] to = second.eigenvalues();
    int[] dimensions = dimensions(graph, loss);
    double sum = 0;
    for (int j = 0; j < dimensions.length; j++) {
      if (dimensions[j] > 0) {
        double eigenvalue = (1 - x) * from[j] + x * to[j];
        sum -= dimensions[j] * (to[j] - from[j]) / (eigenvalue * eigenvalue);
      }
    }
    return sum;
  }

  private boolean optimalAmong(List<SubsetLevel> others, Loss loss) {
    return others.stream().allMatch(other -> slope(graph, levels.get(0), other, 0, loss) >= 0);
  }

  /** ‖A⁺‖_F² (MSE), or of its part without the constant vector (CE); infinite if A is singular. */
  double inverseNormSquared(Loss loss) {
    int[] dimensions = dimensions(graph, loss);
    double sum = 0;
    for (int j = 0; j < dimensions.length; j++) {
      double eigenvalue = 0;
      for (int i = 0; i < levels.size(); i++) {
        eigenvalue += shares.get(i) * levels.get(i).eigenvalues()[j];
      }
      sum += dimensions[j] == 0 ? 0 : dimensions[j] / eigenvalue;
    }
    return sum;
  }

  private static int[] dimensions(TriangularGraph graph, Loss loss) {
    int r = graph.vertices();
    return new int[] {loss == Loss.MSE ? 1 : 0, r - 1, graph.classes() - r};
  }

  /** The neurons of layer L, Σ_s C(r,s). */
  double neurons() {
    return levels.stream().mapToDouble(SubsetLevel::neurons).sum();
  }

  /** Whether it is s = 2 alone: SRG. */
  boolean plain() {
    return levels.size() == 1 && levels.get(0).size() == 2;
  }

  /** Such as {@code s = 3, 10 neurons in layer 4}. */
  String describe(int layer) {
    String sizes =
        IntStream.range(0, levels.size())
            .mapToObj(
                i ->
                    "s = "
                        + levels.get(i).size()
                        + (levels.size() == 1 ? "" : " (share %.4g)".formatted(shares.get(i))))
            .collect(Collectors.joining(" and "));
    return "%s, %.0f neurons in layer %d".formatted(sizes, neurons(), layer);
  }
}
