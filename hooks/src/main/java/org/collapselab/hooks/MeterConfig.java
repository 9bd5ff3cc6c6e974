package org.collapselab.hooks;

import java.util.List;

/**
 * What to measure.
 *
 * @param taps patterns of the taps to report
 * @param rankTolerance τ ∈ [0, 1): the numerical rank counts σ_i &gt; τ·σ_1
 * @param pinvCutoff in [0, 1): nc1_pinv keeps the directions with σ_j &gt; cutoff·σ_1
 */
public record MeterConfig(List<TapPattern> taps, double rankTolerance, double pinvCutoff) {
  public MeterConfig {
    taps = List.copyOf(taps);
    requireFraction("rankTolerance", rankTolerance);
    requireFraction("pinvCutoff", pinvCutoff);
  }

  private static void requireFraction(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1), got " + value);
    }
  }
}
