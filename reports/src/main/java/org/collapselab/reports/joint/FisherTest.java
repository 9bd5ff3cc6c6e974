package org.collapselab.reports.joint;

import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.collapselab.reports.sweep.data.Share;

/** Fisher's exact test of two shares. */
final class FisherTest {
  /** Tables whose probabilities differ only by rounding count as equally probable. */
  private static final double ROUNDING = 1 + 1e-9;

  private FisherTest() {}

  /**
   * The two-sided p-value: if both groups have the same chance of the outcome, the probability of a
   * table with the same margins that is at most as probable as this one.
   */
  static double pValue(Share one, Share other) {
    int outcomes = one.count() + other.count();
    HypergeometricDistribution tables =
        new HypergeometricDistribution(null, one.n() + other.n(), outcomes, one.n());
    double observed = tables.probability(one.count()) * ROUNDING;
    double p =
        IntStream.rangeClosed(tables.getSupportLowerBound(), tables.getSupportUpperBound())
            .mapToDouble(tables::probability)
            .filter(probability -> probability <= observed)
            .sum();
    return Math.min(1, p);
  }
}
