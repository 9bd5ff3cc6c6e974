package org.collapselab.reports.sweep.data;

import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;
import org.collapselab.reports.page.Numbers;

/**
 * Mean and spread over seeds.
 *
 * @param n number of finite values
 * @param mean NaN if n = 0
 * @param sd √(Σ(x − mean)²/(n − 1)), NaN if n &lt; 2
 */
public record Spread(int n, double mean, double sd) {
  private static final int MOST_DIGITS = 6;
  private static final String SIGN = "\u00a0±\u00a0";

  /** Of the finite values among these. */
  public static Spread of(DoubleStream values) {
    double[] finite = values.filter(Double::isFinite).toArray();
    double mean = mean(finite);
    double squares = DoubleStream.of(finite).map(x -> (x - mean) * (x - mean)).sum();
    double sd = finite.length < 2 ? Double.NaN : Math.sqrt(squares / (finite.length - 1));
    return new Spread(finite.length, mean, sd);
  }

  /** The mean of equal values is exactly that value, which rounding in a sum could change. */
  private static double mean(double[] values) {
    DoubleSummaryStatistics of = DoubleStream.of(values).summaryStatistics();
    if (values.length == 0) {
      return Double.NaN;
    }
    return of.getMin() == of.getMax() ? of.getMin() : of.getAverage();
  }

  /** mean − sd, or the mean if there is no sd. */
  public double low() {
    return Double.isNaN(sd) ? mean : mean - sd;
  }

  /** mean + sd, or the mean if there is no sd. */
  public double high() {
    return Double.isNaN(sd) ? mean : mean + sd;
  }

  /** The mean with two significant digits of the sd, such as {@code 0.0819 ± 0.0021}. */
  public String text() {
    if (n == 0) {
      return Numbers.ABSENT;
    }
    if (!(sd > 0)) {
      return Numbers.format(mean, MOST_DIGITS) + (sd == 0 ? SIGN + "0" : "");
    }
    double digits = Math.floor(Math.log10(Math.abs(mean))) - Math.floor(Math.log10(sd)) + 2;
    return Numbers.format(mean, (int) Math.min(MOST_DIGITS, Math.max(2, digits)))
        + SIGN
        + Numbers.format(sd, 2);
  }
}
