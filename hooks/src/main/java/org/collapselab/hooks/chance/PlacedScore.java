package org.collapselab.hooks.chance;

import java.util.List;
import org.collapselab.hooks.metric.StructureScore;

/**
 * A score and its place in each null distribution.
 *
 * @param nulls random means first; then the noisy frame, unless the score is that of the frame
 */
public record PlacedScore(StructureScore score, List<NullPlace> nulls) {
  /** Scores that differ by less are equal in exact arithmetic. */
  private static final double TIE = 1e-9;

  public PlacedScore {
    nulls = List.copyOf(nulls);
  }

  /** The chance level: the highest level of the null distributions. */
  public double chance() {
    return nulls.stream().mapToDouble(NullPlace::level).max().orElseThrow();
  }

  /** Whether the score is above the chance level. */
  public boolean beatsChance() {
    return score.score() > chance();
  }

  /**
   * How far the score is from the chance level, 0, towards an exact match, 1; negative below
   * chance. Rounded, so that ties are equal. Makes scores of different structures comparable.
   */
  double lead() {
    double room = Math.max(1 - chance(), TIE);
    return TIE * Math.rint((score.score() - chance()) / room / TIE);
  }
}
