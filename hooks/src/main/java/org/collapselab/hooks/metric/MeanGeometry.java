package org.collapselab.hooks.metric;

import java.util.Locale;

/** Arrangements of K class means that theory predicts, by their Gram matrix G⋆ up to scale. */
public enum MeanGeometry {
  /** G⋆ = I: deep neural collapse behind a ReLU. */
  ORTHOGONAL_FRAME,
  /** G⋆ = I − J/K: simplex equiangular tight frame. */
  SIMPLEX,
  /** G⋆ = I − P, P a perfect matching of the classes; K even. */
  ORTHOPLEX,
  /**
   * G⋆ = 2I + A, A the adjacency of the triangular graph T(r), where classes are the edges of the
   * complete graph K_r; K = r(r−1)/2, r ≥ 3 ([S]).
   */
  SRG;

  /** Lower-case name, as in metric names. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
