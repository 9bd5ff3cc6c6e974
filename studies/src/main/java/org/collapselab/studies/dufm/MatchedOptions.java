package org.collapselab.studies.dufm;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.collapselab.models.dufm.FeatureMode;
import org.collapselab.trainer.config.CompareConfig;

/**
 * How the DUFM that matches a run is to be trained.
 *
 * @param seeds ≥ 1, the number of random starts
 * @param firstSeed the first of them; the others follow it
 * @param features empty chooses the mode from N
 * @param steps empty chooses them from the λ's
 * @param learningRate η
 * @param momentum in [0, 1), heavy ball
 * @param tolerance norm of the gradient at which descent ends
 */
public record MatchedOptions(
    int seeds,
    long firstSeed,
    Optional<FeatureMode> features,
    OptionalInt steps,
    double learningRate,
    double momentum,
    double tolerance) {

  /**
   * Checks the number of seeds.
   *
   * @throws IllegalArgumentException if there is none
   */
  public MatchedOptions {
    if (seeds < 1) {
      throw new IllegalArgumentException("seeds must be at least 1, got " + seeds);
    }
  }

  /** Those of a run whose configuration asks for a matched DUFM; [S]'s learning rate. */
  public static MatchedOptions of(CompareConfig compare) {
    return new MatchedOptions(
        compare.dufmSeeds(), 1, Optional.empty(), compare.dufmSteps(), 0.5, 0, 1e-9);
  }

  /** The seeds, ascending. */
  public List<Long> seedValues() {
    return LongStream.range(firstSeed, firstSeed + seeds).boxed().toList();
  }
}
