package org.collapselab.hooks.metric;

import java.util.List;

/**
 * How well a Gram matrix G matches a structure.
 *
 * @param score cosine similarity ⟨G, G⋆⟩/(‖G‖‖G⋆‖) at the labeling, in [−1, 1]; NaN if G = 0
 * @param labeling position of each class in the structure: ORTHOPLEX pairs positions 2p and 2p+1,
 *     SRG numbers the edges of K_r lexicographically; the identity where the labels do not matter
 * @param exact whether the labeling is proved best; if not, the score is a lower bound
 */
public record StructureScore(
    Structure structure, double score, List<Integer> labeling, boolean exact) {
  public StructureScore {
    labeling = List.copyOf(labeling);
  }
}
