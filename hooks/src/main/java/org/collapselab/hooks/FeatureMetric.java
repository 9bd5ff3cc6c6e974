package org.collapselab.hooks;

import java.util.Locale;
import java.util.Set;
import org.collapselab.hooks.metric.MeanGeometry;
import org.collapselab.theory.TriangularGraph;

/** Metrics of the features at a tap, and of their class means. */
public enum FeatureMetric implements Metric {
  NC1_TRACE_RATIO(
      "Variability within classes over that between them, DNC1 of [S], at any rank of the means: tr Σ_W / tr Σ_B",
      "[0, ∞]",
      "class means that coincide: ∞, or NaN if the features do not vary either",
      "Nc1"),
  NC1_PINV(
      "Variability within classes along the directions of the centred means that measure.pinv_cutoff keeps: tr(Σ_W Σ_B⁺)/K",
      "[0, ∞)",
      "NaN if all class means coincide",
      "Nc1"),
  NC1_PINV_RANK(
      "Number of directions that nc1_pinv keeps: #{j : σ_j > cutoff·σ_1}",
      "0 … K−1",
      "0 if all class means coincide",
      "Nc1"),
  WITHIN_TRACE(
      "Variability within classes: tr Σ_W = 1/N Σ_i ‖h_i − μ_{y_i}‖²",
      "[0, ∞)",
      "",
      "WithinScatter"),
  CDNV(
      "Class-distance normalised variance: mean over pairs j < k of (V_j + V_k) / (2‖μ_j − μ_k‖²)",
      "[0, ∞]",
      "a pair of means that coincide: ∞, or NaN if neither class varies",
      "Nc1"),
  NC4_MISMATCH(
      "Share of samples whose prediction is not the class with the nearest mean",
      "[0, 1]",
      "NaN if all class means coincide",
      "WithinScatter"),
  NC2_CONDITION(
      "Condition number of the class means, DNC2 of [S]: σ_1/σ_K of M",
      "[1, ∞]",
      "∞ if d < K or σ_K = 0, beyond 10¹⁵ it is roundoff; NaN if all means are 0",
      "Nc2"),
  NC2_ETF(
      "Distance of the centred Gram matrix G from that of a simplex, G⋆ = I − J/K: ‖G/‖G‖_F − G⋆/‖G⋆‖_F‖_F",
      "[0, 2]",
      "NaN if all class means coincide",
      "Nc2"),
  NC2_OF(
      "Distance of the raw Gram matrix G from that of an orthogonal frame: ‖G/‖G‖_F − I/√K‖_F",
      "[0, 2]",
      "NaN if all means are 0",
      "Nc2"),
  EQUINORM(
      "How unequal the norms of the means are: std/mean of ‖μ_k‖",
      "[0, √(K−1)]",
      "NaN if all means are 0",
      "Nc2"),
  EQUINORM_CENTRED(
      "How unequal the norms of the centred means are: std/mean of ‖μ_k − μ_G‖",
      "[0, √(K−1)]",
      "NaN if all class means coincide",
      "Nc2"),
  EQUIANGLE_ETF(
      "Distance of the angles between centred means from those of a simplex: mean over pairs of |cos(μ_j − μ_G, μ_k − μ_G) + 1/(K−1)|",
      "[0, 1 + 1/(K−1)]",
      "NaN if some μ_k = μ_G",
      "Nc2"),
  EQUIANGLE_OF(
      "Distance of the angles between means from right angles: mean over pairs of |cos(μ_j, μ_k)|",
      "[0, 1]",
      "NaN if some μ_k = 0",
      "Nc2"),
  STRUCTURE_ORTHOGONAL_FRAME(
      "Correlation of the entries of the Gram matrix, the diagonal included, with those of I; blind to what all classes share, so that of I − J/K, a simplex, is the same",
      "[−1, 1]",
      "NaN if the Gram matrix is constant",
      "StructureScores"),
  ORTHOPLEX_CORRELATION(
      "Correlation of the entries of the Gram matrix off the diagonal with those of I − P, P the best pairing of the classes",
      "[−1, 1]",
      "absent if K is odd or 2; NaN if the Gram matrix is constant off the diagonal",
      "StructureScores"),
  SRG_CORRELATION(
      "Correlation of the entries of the Gram matrix off the diagonal with the adjacency of T(r) at the best labeling of the classes",
      "[−1, 1]",
      "absent unless K = r(r−1)/2 with r ≥ 4; NaN if the Gram matrix is constant off the diagonal",
      "StructureScores");

  private final Definition definition;

  FeatureMetric(String meaning, String range, String degenerate, String definedIn) {
    this.definition = new Definition(meaning, range, degenerate, definedIn);
  }

  /** How well the class means match a geometry; the same for frame and simplex. */
  public static FeatureMetric of(MeanGeometry geometry) {
    return switch (geometry) {
      case ORTHOGONAL_FRAME, SIMPLEX -> STRUCTURE_ORTHOGONAL_FRAME;
      case ORTHOPLEX -> ORTHOPLEX_CORRELATION;
      case SRG -> SRG_CORRELATION;
    };
  }

  /**
   * Whether it exists for K classes.
   *
   * @param k K ≥ 2
   */
  public boolean existsFor(int k) {
    return switch (this) {
      case ORTHOPLEX_CORRELATION -> k % 2 == 0 && k > 2;
      case SRG_CORRELATION ->
          TriangularGraph.ofClasses(k).filter(g -> g.vertices() > 3).isPresent();
      default -> true;
    };
  }

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Set<Place> places() {
    return Set.of(Place.PRE, Place.POST);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
