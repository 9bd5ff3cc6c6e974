package org.collapselab.reports.sweep.data;

import java.math.BigDecimal;
import java.math.MathContext;
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
  private static final double SMALLEST_PLAIN = 1e-4;
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

  /**
   * The sd with two significant digits, and the mean to the same decimal: {@code 0.920 ± 0.012}.
   */
  public String text() {
    if (n == 0) {
      return Numbers.ABSENT;
    }
    if (!(sd > 0)) {
      return Numbers.format(mean, MOST_DIGITS) + (sd == 0 ? SIGN + "0" : "");
    }
    int decimals = Math.max(0, BigDecimal.valueOf(sd).round(new MathContext(2)).scale());
    double whole = Math.max(0, Math.floor(Math.log10(Math.abs(mean))) + 1);
    if (sd >= SMALLEST_PLAIN && decimals + whole <= MOST_DIGITS) {
      return Numbers.fixed(mean, decimals) + SIGN + Numbers.fixed(sd, decimals);
    }
    double digits = Math.floor(Math.log10(Math.abs(mean))) - Math.floor(Math.log10(sd)) + 2;
    return Numbers.format(mean, (int) Math.min(MOST_DIGITS, Math.max(2, digits)))
        + SIGN
        + Numbers.format(sd, 2);
  }
}
