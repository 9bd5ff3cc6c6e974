package org.collapselab.trainer.report.sweep;

import java.util.stream.DoubleStream;
import org.collapselab.trainer.report.page.Numbers;

/**
 * Mean and spread over seeds.
 *
 * @param n number of finite values
 * @param mean NaN if n = 0
 * @param sd √(Σ(x − mean)²/(n − 1)), NaN if n &lt; 2
 */
record Spread(int n, double mean, double sd) {

  /** Of the finite values among these. */
  static Spread of(DoubleStream values) {
    double[] finite = values.filter(Double::isFinite).toArray();
    double mean = DoubleStream.of(finite).average().orElse(Double.NaN);
    double squares = DoubleStream.of(finite).map(x -> (x - mean) * (x - mean)).sum();
    double sd = finite.length < 2 ? Double.NaN : Math.sqrt(squares / (finite.length - 1));
    return new Spread(finite.length, mean, sd);
  }

  /** mean − sd, or the mean where there is no sd. */
  double low() {
    return Double.isNaN(sd) ? mean : mean - sd;
  }

  /** mean + sd, or the mean where there is no sd. */
  double high() {
    return Double.isNaN(sd) ? mean : mean + sd;
  }

  /** Such as {@code 0.0819 ± 0.0021}; a dash for no value. */
  String text() {
    if (n == 0) {
      return Numbers.ABSENT;
    }
    String text = Numbers.format(mean, 5);
    return Double.isNaN(sd) ? text : text + " ± " + Numbers.format(sd, 2);
  }
}
