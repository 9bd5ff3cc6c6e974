package org.collapselab.trainer.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.ejml.data.DMatrixRMaj;

/**
 * The outcome of a network. One that has all classes ({@link LostClasses}) is not collapsed unless
 * tr Σ_W / tr Σ_B of the input of its last matrix is below {@link #MOST_VARIABILITY}; if it is, its
 * class means are judged like an end point of the DUFM, see {@link Verdict}.
 */
public final class NetworkOutcome {
  static final double MOST_VARIABILITY = 0.05;

  private NetworkOutcome() {}

  /**
   * Judges the end of a run; empty if this needs layers that are not known.
   *
   * @param pre M_1 … M_L, d×K, or fewer
   * @param post M_1, σ(M_2) … σ(M_L), d×K, or fewer
   * @param output Z, K×K, column c = z̄_c
   * @param dnc1 tr Σ_W / tr Σ_B of σ(H_L); empty if it was not measured
   */
  public static Optional<Verdict> of(
      List<DMatrixRMaj> pre,
      List<DMatrixRMaj> post,
      DMatrixRMaj output,
      OptionalDouble dnc1,
      int depth,
      Loss loss,
      Activation activation) {
    if (LostClasses.in(output) > 0) {
      return Optional.of(Verdict.LOST_CLASSES);
    }
    if (dnc1.isPresent() && !(dnc1.getAsDouble() < MOST_VARIABILITY)) {
      return Optional.of(Verdict.NOT_COLLAPSED);
    }
    if (dnc1.isEmpty() || pre.size() < depth || post.size() < depth) {
      return Optional.empty();
    }
    List<LayerGeometry> layers = new ArrayList<>();
    for (int l = 1; l <= pre.size(); l++) {
      layers.add(LayerGeometry.of(l, pre.get(l - 1), post.get(l - 1)));
    }
    return Optional.of(Verdict.of(layers, output, loss, activation));
  }
}
