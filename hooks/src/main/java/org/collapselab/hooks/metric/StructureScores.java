package org.collapselab.hooks.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.collapselab.theory.TriangularGraph;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Which predicted geometry the class means are closest to. Geometries that do not exist for K are
 * absent.
 *
 * @param scores best first; ties, which are geometries that differ by a component common to all
 *     classes (frame and simplex; orthoplex and SRG at K = 6), by their cosine with G; every score
 *     is NaN if G is constant
 * @param srgCorrelation Pearson correlation of the off-diagonal Gram with the adjacency of T(r) at
 *     the best labeling (the one that maximises the SRG score maximises it too), in [−1, 1]; absent
 *     unless K = r(r−1)/2 with r ≥ 4 (T(3) is complete, so nothing correlates with it); NaN if the
 *     off-diagonal Gram is constant
 */
public record StructureScores(List<StructureScore> scores, OptionalDouble srgCorrelation) {
  /** Scores that differ by less are equal in exact arithmetic. */
  private static final double TIE = 1e-9;

  private static final Comparator<StructureScore> BEST_FIRST =
      Comparator.<StructureScore>comparingDouble(s -> Math.rint(s.score() / TIE))
          .thenComparingDouble(StructureScore::cosine)
          .reversed();

  public StructureScores {
    scores = List.copyOf(scores);
  }

  /**
   * Scores of a raw Gram matrix.
   *
   * @param gram K×K, entry (j, k) = ⟨μ_j, μ_k⟩, K ≥ 2
   */
  public static StructureScores of(DMatrixRMaj gram) {
    InputChecks.requireMeans(gram);
    if (gram.numRows != gram.numCols) {
      throw new IllegalArgumentException(
          "a Gram matrix is square, this one is %d×%d".formatted(gram.numRows, gram.numCols));
    }
    List<StructureScore> scores = new ArrayList<>(equiangular(gram));
    if (gram.numRows % 2 == 0) {
      scores.add(orthoplex(gram));
    }
    Optional<TriangularGraph> triangular = TriangularGraph.ofClasses(gram.numRows);
    OptionalDouble correlation = OptionalDouble.empty();
    if (triangular.isPresent()) {
      TriangularGraph graph = triangular.get();
      SrgLabeling best = SrgLabeling.best(graph, gram);
      scores.add(srg(gram, graph, best));
      correlation = SrgCorrelation.of(gram, graph, best.edges());
    }
    scores.sort(BEST_FIRST);
    return new StructureScores(scores, correlation);
  }

  /** The best match; empty if G is constant. */
  public Optional<StructureScore> nearest() {
    return Optional.of(scores.get(0)).filter(best -> !Double.isNaN(best.score()));
  }

  /**
   * Score of the best match minus that of the best of another kind, ≥ 0; frame and simplex, which
   * differ by a component common to all classes, are of one kind. 0 at K = 6 between orthoplex and
   * SRG, for the same reason. NaN if there is no best match.
   */
  public double margin() {
    StructureScore best = scores.get(0);
    return scores.stream()
        .filter(other -> isEquiangular(other) != isEquiangular(best) || !isEquiangular(best))
        .filter(other -> other.geometry() != best.geometry())
        .mapToDouble(other -> Math.max(0, best.score() - other.score()))
        .min()
        .orElse(Double.NaN);
  }

  private static boolean isEquiangular(StructureScore score) {
    return score.geometry() == MeanGeometry.ORTHOGONAL_FRAME
        || score.geometry() == MeanGeometry.SIMPLEX;
  }

  /** Score of one geometry; empty if it does not exist for K. */
  public Optional<StructureScore> score(MeanGeometry geometry) {
    return scores.stream().filter(s -> s.geometry() == geometry).findFirst();
  }

  /** Frame and simplex have the same correlation, to the last bit; their cosines differ. */
  private static List<StructureScore> equiangular(DMatrixRMaj gram) {
    int k = gram.numRows;
    double trace = CommonOps_DDRM.trace(gram);
    GramMatch frame = new GramMatch(gram, trace, k, k);
    GramMatch simplex = new GramMatch(gram, trace - CommonOps_DDRM.elementSum(gram) / k, 0, k - 1);
    double score = simplex.correlation();
    return List.of(
        new StructureScore(MeanGeometry.ORTHOGONAL_FRAME, score, frame.cosine(), identity(k), true),
        new StructureScore(MeanGeometry.SIMPLEX, score, simplex.cosine(), identity(k), true));
  }

  private static StructureScore orthoplex(DMatrixRMaj gram) {
    PerfectMatching matching = PerfectMatching.minimum(gram);
    double inner = CommonOps_DDRM.trace(gram) - 2 * matching.cost(gram);
    return new GramMatch(gram, inner, 0, 2 * gram.numRows)
        .score(MeanGeometry.ORTHOPLEX, matching.labeling(), matching.exact());
  }

  private static StructureScore srg(DMatrixRMaj gram, TriangularGraph graph, SrgLabeling best) {
    int k = gram.numRows;
    double inner = 2 * CommonOps_DDRM.trace(gram);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        inner += graph.adjacent(best.edges()[i], best.edges()[j]) ? gram.get(i, j) : 0;
      }
    }
    double sum = 2.0 * k + k * graph.degree();
    double squaredNorm = 4.0 * k + k * graph.degree();
    List<Integer> labeling = IntStream.of(best.edges()).boxed().toList();
    return new GramMatch(gram, inner, sum, squaredNorm)
        .score(MeanGeometry.SRG, labeling, best.exact());
  }

  private static List<Integer> identity(int classes) {
    return IntStream.range(0, classes).boxed().toList();
  }
}
