package org.collapselab.hooks.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.collapselab.theory.TriangularGraph;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * How well class means match each geometry that theory predicts.
 *
 * @param scores one per geometry that exists for K
 */
public record StructureScores(List<StructureScore> scores) {
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
    TriangularGraph.ofClasses(gram.numRows).ifPresent(graph -> scores.add(srg(gram, graph)));
    return new StructureScores(scores);
  }

  /** Score of one geometry; empty if it does not exist for K. */
  public Optional<StructureScore> score(MeanGeometry geometry) {
    return scores.stream().filter(s -> s.geometry() == geometry).findFirst();
  }

  /** The scores, of frame and simplex, which share theirs, only the one with the larger cosine. */
  public List<StructureScore> distinct() {
    StructureScore frame = score(MeanGeometry.ORTHOGONAL_FRAME).orElseThrow();
    StructureScore simplex = score(MeanGeometry.SIMPLEX).orElseThrow();
    MeanGeometry other =
        simplex.cosine() > frame.cosine() ? MeanGeometry.ORTHOGONAL_FRAME : MeanGeometry.SIMPLEX;
    return scores.stream().filter(score -> score.geometry() != other).toList();
  }

  private static List<StructureScore> equiangular(DMatrixRMaj gram) {
    int k = gram.numRows;
    double trace = CommonOps_DDRM.trace(gram);
    GramMatch frame = new GramMatch(gram, trace, k, k);
    GramMatch simplex = new GramMatch(gram, trace - CommonOps_DDRM.elementSum(gram) / k, 0, k - 1);
    double score = simplex.correlation();
    List<Integer> labeling = IntStream.range(0, k).boxed().toList();
    return List.of(
        new StructureScore(MeanGeometry.ORTHOGONAL_FRAME, score, frame.cosine(), labeling, true),
        new StructureScore(MeanGeometry.SIMPLEX, score, simplex.cosine(), labeling, true));
  }

  /** Off the diagonal, −P correlates like J − I − P, in which all but the pairs are adjacent. */
  private static StructureScore orthoplex(DMatrixRMaj gram) {
    PerfectMatching matching = PerfectMatching.minimum(gram);
    double inner = CommonOps_DDRM.trace(gram) - 2 * matching.cost(gram);
    List<Integer> position = matching.labeling();
    return new StructureScore(
        MeanGeometry.ORTHOPLEX,
        OffDiagonal.correlation(gram, (i, j) -> position.get(i) / 2 != position.get(j) / 2),
        new GramMatch(gram, inner, 0, 2 * gram.numRows).cosine(),
        position,
        matching.exact());
  }

  /** The labeling that maximises the correlation maximises the cosine too. */
  private static StructureScore srg(DMatrixRMaj gram, TriangularGraph graph) {
    int k = gram.numRows;
    SrgLabeling best = SrgLabeling.best(graph, gram);
    int[] edges = best.edges();
    double inner = 2 * CommonOps_DDRM.trace(gram);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        inner += graph.adjacent(edges[i], edges[j]) ? gram.get(i, j) : 0;
      }
    }
    double sum = 2.0 * k + k * graph.degree();
    double squaredNorm = 4.0 * k + k * graph.degree();
    return new StructureScore(
        MeanGeometry.SRG,
        OffDiagonal.correlation(gram, (i, j) -> graph.adjacent(edges[i], edges[j])),
        new GramMatch(gram, inner, sum, squaredNorm).cosine(),
        IntStream.of(edges).boxed().toList(),
        best.exact());
  }
}
