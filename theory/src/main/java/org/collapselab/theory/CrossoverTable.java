package org.collapselab.theory;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where SRG beats DNC in ReLU models: c_SRG / c_DNC and its variants, by depth L and r.
 *
 * <p>The ratios of SRG and of its constant-row variant are the same for MSE and cross-entropy, as
 * W_L and the fit are shared. Subset neurons have a W_L of their own; their ratio is that of MSE.
 *
 * <p>The loss grows with c at every Λ, so a ratio below 1 means a lower loss at every Λ at which
 * SRG is not trivial.
 *
 * @param rows ordered by depth, then by r
 */
public record CrossoverTable(List<Row> rows) {

  // The constant row ties with DNC exactly at L = 3, r = 10 (c^4 = 45^4): rounding is not a win.
  private static final double ROUNDING = 1e-12;

  /** Copies the rows. */
  public CrossoverTable {
    rows = List.copyOf(rows);
  }

  /**
   * One comparison.
   *
   * @param depth L
   * @param vertices r
   * @param classes K = r(r−1)/2
   * @param srgRatio c_SRG / c_DNC
   * @param constantRowRatio the same with the best constant row; equal to {@code srgRatio} where
   *     the best row is none
   * @param gamma the best row's γ; 0 where it is none
   * @param subsetRatio the same with the best subset neurons, as many as they may be, under MSE
   */
  public record Row(
      int depth,
      int vertices,
      int classes,
      double srgRatio,
      double constantRowRatio,
      double gamma,
      double subsetRatio) {

    /** Whether SRG has a lower loss than DNC; a tie within 1e-12 is none. */
    public boolean srgWins() {
      return srgRatio < 1 - ROUNDING;
    }

    /** Whether SRG with its best constant row has a lower loss than DNC. */
    public boolean constantRowWins() {
      return constantRowRatio < 1 - ROUNDING;
    }

    /** Whether SRG with its best subset neurons has a lower loss than DNC. */
    public boolean subsetsWin() {
      return subsetRatio < 1 - ROUNDING;
    }
  }

  /**
   * The table for L = minDepth … maxDepth and r = 3 … maxVertices.
   *
   * @throws IllegalArgumentException unless 3 ≤ minDepth ≤ maxDepth and maxVertices ≥ 3
   */
  public static CrossoverTable of(int minDepth, int maxDepth, int maxVertices) {
    if (minDepth < 3 || maxDepth < minDepth || maxVertices < 3) {
      throw new IllegalArgumentException(
          "SRG needs 3 ≤ minDepth ≤ maxDepth and maxVertices ≥ 3, got %d, %d, %d"
              .formatted(minDepth, maxDepth, maxVertices));
    }
    return new CrossoverTable(
        IntStream.rangeClosed(minDepth, maxDepth)
            .boxed()
            .flatMap(
                depth ->
                    IntStream.rangeClosed(3, maxVertices)
                        .mapToObj(r -> row(depth, new TriangularGraph(r))))
            .toList());
  }

  private static Row row(int depth, TriangularGraph graph) {
    ConstantRow best = ConstantRow.best(graph, depth);
    double srg = ratio(Srg.hiddenLogVolume(graph, depth), graph, depth);
    double constantRow =
        best.present()
            ? ratio(SrgConstantRow.hiddenLogVolume(graph, depth, best), graph, depth)
            : srg;
    SubsetCode code = SubsetCode.best(graph, Loss.MSE, Double.POSITIVE_INFINITY).orElseThrow();
    double readout = Math.log(graph.classes());
    double subsets = ratio(SrgSubsets.logVolume(code, depth, Loss.MSE) - readout, graph, depth);
    return new Row(
        depth, graph.vertices(), graph.classes(), srg, constantRow, best.gamma(), subsets);
  }

  /** DNC's hidden factors are L copies of I_K, of squared norm K each; W_L cancels. */
  private static double ratio(double hiddenLogVolume, TriangularGraph graph, int depth) {
    return Math.exp((hiddenLogVolume - depth * Math.log(graph.classes())) / (depth + 1));
  }
}
