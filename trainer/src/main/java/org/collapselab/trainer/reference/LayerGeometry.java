package org.collapselab.trainer.reference;

import java.util.ArrayList;
import java.util.List;
import org.collapselab.hooks.chance.RandomMeans;
import org.collapselab.hooks.chance.StructureFinding;
import org.collapselab.hooks.chance.StructureNulls;
import org.collapselab.hooks.metric.MeanGeometry;
import org.collapselab.hooks.metric.Means;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.hooks.metric.StructureScore;
import org.collapselab.hooks.metric.StructureScores;
import org.collapselab.models.dufm.DufmPoint;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The class means of layer l.
 *
 * @param pre singular values of M_l
 * @param post singular values of σ(M_l)
 * @param scores similarity of σ(M_l) to each structure; all NaN if it is 0
 * @param random what these scores are compared with
 */
public record LayerGeometry(
    int layer, Spectrum pre, Spectrum post, StructureScores scores, RandomMeans random) {
  /** Relative cutoff of every rank here. */
  public static final double RANK_TOLERANCE = Spectrum.DEFAULT_TOLERANCE;

  /** Layers 1 … L. */
  public static List<LayerGeometry> of(DufmPoint point) {
    List<DMatrixRMaj> pre = point.pre();
    List<DMatrixRMaj> post = point.post();
    List<LayerGeometry> layers = new ArrayList<>();
    for (int l = 1; l <= pre.size(); l++) {
      layers.add(of(l, pre.get(l - 1), post.get(l - 1)));
    }
    return layers;
  }

  /**
   * Layer l of a model or of the head of a network.
   *
   * @param pre M_l, d×K
   * @param post σ(M_l), d×K; of a network the class means of σ(H_l)
   */
  public static LayerGeometry of(int layer, DMatrixRMaj pre, DMatrixRMaj post) {
    DMatrixRMaj rows = CommonOps_DDRM.transpose(post, null);
    Spectrum spectrum = Spectrum.of(pre);
    return new LayerGeometry(
        layer,
        spectrum,
        Spectrum.of(post),
        StructureScores.of(Means.gram(rows)),
        RandomMeans.like(rows, spectrum.numericalRank(RANK_TOLERANCE)));
  }

  /** rank of M_l. */
  public int preRank() {
    return pre.numericalRank(RANK_TOLERANCE);
  }

  /** rank of σ(M_l). */
  public int postRank() {
    return post.numericalRank(RANK_TOLERANCE);
  }

  /** Cosine of the Gram matrices of σ(M_l) and a structure; NaN if it does not exist for K. */
  public double cosine(MeanGeometry structure) {
    return scores.score(structure).map(StructureScore::cosine).orElse(Double.NaN);
  }

  /** What structure σ(M_l) has, beyond chance. */
  public StructureFinding finding(StructureNulls nulls) {
    return nulls.place(scores, random);
  }
}
