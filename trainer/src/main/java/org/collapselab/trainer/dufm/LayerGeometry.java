package org.collapselab.trainer.dufm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.hooks.metric.Structure;
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
 * @param scores structures that σ(M_l) resembles; all NaN if it is 0
 */
public record LayerGeometry(int layer, Spectrum pre, Spectrum post, StructureScores scores) {
  /** Relative cutoff of every rank here. */
  public static final double RANK_TOLERANCE = Spectrum.DEFAULT_TOLERANCE;

  /** Layers 1 … L. */
  public static List<LayerGeometry> of(DufmPoint point) {
    List<DMatrixRMaj> pre = point.pre();
    List<DMatrixRMaj> post = point.post();
    List<LayerGeometry> layers = new ArrayList<>();
    for (int l = 1; l <= pre.size(); l++) {
      DMatrixRMaj means = post.get(l - 1);
      DMatrixRMaj gram = new DMatrixRMaj(means.numCols, means.numCols);
      CommonOps_DDRM.multInner(means, gram);
      layers.add(
          new LayerGeometry(
              l, Spectrum.of(pre.get(l - 1)), Spectrum.of(means), StructureScores.of(gram)));
    }
    return layers;
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
  double cosine(Structure structure) {
    return scores.score(structure).map(StructureScore::cosine).orElse(Double.NaN);
  }

  /** The structure nearest to σ(M_l); empty if that is 0. */
  public Optional<StructureScore> nearest() {
    return scores.nearest();
  }
}
