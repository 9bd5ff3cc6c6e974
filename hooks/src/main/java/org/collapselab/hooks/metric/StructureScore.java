package org.collapselab.hooks.metric;

import java.util.List;

/**
 * How well a Gram matrix G matches a geometry of the class means, whose Gram matrix is G⋆.
 *
 * @param geometry the geometry
 * @param score Pearson correlation of entries of G and G⋆ at the labeling, in [−1, 1]: of those off
 *     the diagonal for orthoplex and SRG; of all entries for frame and simplex, which are constant
 *     off the diagonal, so that both have the same score. Blind to scale and to a component that
 *     all classes share, which after a ReLU would make any means look like the geometry whose Gram
 *     is positive. NaN if these entries of G, or of G⋆, are constant. To be read against chance,
 *     since a best labeling is found in noise as well
 * @param cosine ⟨G, G⋆⟩/(‖G‖‖G⋆‖), which tells frame and simplex apart; NaN if G = 0
 * @param labeling position of each class in the geometry: ORTHOPLEX pairs positions 2p and 2p+1,
 *     SRG numbers the edges of K_r lexicographically; the identity where the labels do not matter
 * @param exact whether the labeling is proved best; if not, the score is a lower bound
 */
public record StructureScore(
    MeanGeometry geometry, double score, double cosine, List<Integer> labeling, boolean exact) {
  public StructureScore {
    labeling = List.copyOf(labeling);
  }
}
