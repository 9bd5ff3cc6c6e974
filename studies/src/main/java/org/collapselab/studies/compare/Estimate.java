package org.collapselab.studies.compare;

import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.collapselab.reports.sweep.data.Share;
import org.collapselab.reports.sweep.data.Spread;

/**
 * A mean or a share over runs with its interval at 95 %.
 *
 * @param n number of finite values, or of runs
 * @param mean NaN if n = 0
 * @param sd √(Σ(x − mean)²/(n − 1)), NaN if n &lt; 2, and of a share
 * @param low lower end; NaN if there is no interval
 * @param high upper end; NaN if there is no interval
 */
public record Estimate(int n, double mean, double sd, double low, double high) {
  private static final double UPPER = 0.975;

  /**
   * mean ± t sd/√n with t the 97.5 % quantile of Student's distribution with n − 1 degrees of
   * freedom, of the finite values among these; no interval if n &lt; 2.
   */
  public static Estimate ofMean(DoubleStream values) {
    Spread spread = Spread.of(values);
    int n = spread.n();
    if (n < 2) {
      return new Estimate(n, spread.mean(), Double.NaN, Double.NaN, Double.NaN);
    }
    double t = new TDistribution(n - 1).inverseCumulativeProbability(UPPER);
    double half = t * spread.sd() / Math.sqrt(n);
    return new Estimate(n, spread.mean(), spread.sd(), spread.mean() - half, spread.mean() + half);
  }

  /** {@code count} of n ≥ 1 with the interval of Wilson (1927), see {@link Share}. */
  public static Estimate ofShare(int count, int n) {
    Share share = new Share(count, n);
    return new Estimate(n, share.value(), Double.NaN, share.low(), share.high());
  }

  /** As mean and sd alone. */
  public Spread spread() {
    return new Spread(n, mean, sd);
  }
}
