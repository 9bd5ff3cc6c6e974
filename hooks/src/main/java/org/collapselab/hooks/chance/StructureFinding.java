package org.collapselab.hooks.chance;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What structure class means have, beyond chance.
 *
 * @param scores one per structure that they can be compared with, frame and simplex being one;
 *     those first that get furthest from chance towards an exact match, and of two that tie, as
 *     orthoplex and SRG do at K = 6, the one with the larger cosine
 */
public record StructureFinding(List<PlacedScore> scores) {
  private static final Comparator<PlacedScore> BEST_FIRST =
      Comparator.comparingDouble(PlacedScore::lead)
          .thenComparingDouble(placed -> placed.score().cosine())
          .reversed();

  public StructureFinding {
    scores = scores.stream().sorted(BEST_FIRST).toList();
  }

  /** The structure that is furthest from chance; empty if the Gram matrix is constant. */
  public Optional<PlacedScore> best() {
    return scores.stream().findFirst();
  }

  /** The same if it beats chance; else empty: no known structure. */
  public Optional<PlacedScore> found() {
    return best().filter(PlacedScore::beatsChance);
  }
}
