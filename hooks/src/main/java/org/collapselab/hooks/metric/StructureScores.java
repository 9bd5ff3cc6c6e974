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
import org.ejml.dense.row.NormOps_DDRM;

/**
 * Which predicted structure the class means are closest to. Structures that do not exist for K are
 * absent.
 *
 * @param scores best first; every score is NaN if G = 0
 * @param srgCorrelation Pearson correlation of the off-diagonal Gram with the adjacency of T(r) at
 *     the best labeling (the one that maximises the SRG score maximises it too), in [−1, 1]; absent
 *     unless K = r(r−1)/2 with r ≥ 4 (T(3) is complete, so nothing correlates with it); NaN if the
 *     off-diagonal Gram is constant
 */
public record StructureScores(List<StructureScore> scores, OptionalDouble srgCorrelation) {
  public StructureScores {
    scores = List.copyOf(scores);
  }

  /**
   * Scores of a raw Gram matrix.
   *
   * @param gram K×K, entry (j, k) = ⟨μ_j, μ_k⟩, K ≥ 2
   */
  public static StructureScores of(DMatrixRMaj gram) {
    Inputs.requireMeans(gram);
    if (gram.numRows != gram.numCols) {
      throw new IllegalArgumentException(
          "a Gram matrix is square, this one is %d×%d".formatted(gram.numRows, gram.numCols));
    }
    List<StructureScore> scores = new ArrayList<>();
    scores.add(frame(gram));
    scores.add(simplex(gram));
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
    scores.sort(Comparator.comparingDouble(StructureScore::score).reversed());
    return new StructureScores(scores, correlation);
  }

  /** The best match; empty if G = 0. */
  public Optional<StructureScore> nearest() {
    return Optional.of(scores.get(0)).filter(best -> !Double.isNaN(best.score()));
  }

  /** Score of the best match minus that of the second, ≥ 0; NaN if G = 0. */
  public double margin() {
    return scores.get(0).score() - scores.get(1).score();
  }

  /** Score of one structure; empty if it does not exist for K. */
  public Optional<StructureScore> score(Structure structure) {
    return scores.stream().filter(s -> s.structure() == structure).findFirst();
  }

  private static StructureScore frame(DMatrixRMaj gram) {
    double score = cosine(gram, CommonOps_DDRM.trace(gram), gram.numRows);
    return new StructureScore(Structure.ORTHOGONAL_FRAME, score, identity(gram.numRows), true);
  }

  private static StructureScore simplex(DMatrixRMaj gram) {
    int k = gram.numRows;
    double inner = CommonOps_DDRM.trace(gram) - CommonOps_DDRM.elementSum(gram) / k;
    return new StructureScore(Structure.SIMPLEX, cosine(gram, inner, k - 1), identity(k), true);
  }

  private static StructureScore orthoplex(DMatrixRMaj gram) {
    PerfectMatching matching = PerfectMatching.minimum(gram);
    double inner = CommonOps_DDRM.trace(gram) - 2 * matching.cost(gram);
    return new StructureScore(
        Structure.ORTHOPLEX,
        cosine(gram, inner, 2 * gram.numRows),
        matching.labeling(),
        matching.exact());
  }

  private static StructureScore srg(DMatrixRMaj gram, TriangularGraph graph, SrgLabeling best) {
    int k = gram.numRows;
    double inner = 2 * CommonOps_DDRM.trace(gram);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        inner += graph.adjacent(best.edges()[i], best.edges()[j]) ? gram.get(i, j) : 0;
      }
    }
    double squaredNorm = 4.0 * k + k * graph.degree();
    List<Integer> labeling = IntStream.of(best.edges()).boxed().toList();
    return new StructureScore(
        Structure.SRG, cosine(gram, inner, squaredNorm), labeling, best.exact());
  }

  private static double cosine(DMatrixRMaj gram, double inner, double targetSquaredNorm) {
    return inner / (NormOps_DDRM.normF(gram) * Math.sqrt(targetSquaredNorm));
  }

  private static List<Integer> identity(int classes) {
    return IntStream.range(0, classes).boxed().toList();
  }
}
