package org.collapselab.studies.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
  /** Quantiles from tables of Student's distribution. */
  @ParameterizedTest
  @CsvSource({"2, 12.7062047", "3, 4.3026527", "5, 2.7764451", "10, 2.2621572", "30, 2.0452296"})
  void theIntervalOfAMeanIsStudents(int n, double t) {
    double[] values = IntStream.rangeClosed(1, n).asDoubleStream().toArray();
    Estimate e = Estimate.ofMean(DoubleStream.of(values));
    double sd = Math.sqrt(n * (n + 1) / 12.0); // of 1 … n
    assertThat(e.n()).isEqualTo(n);
    assertThat(e.mean()).isEqualTo((n + 1) / 2.0);
    assertThat(e.sd()).isCloseTo(sd, within(1e-12));
    assertThat(e.high() - e.mean()).isCloseTo(t * sd / Math.sqrt(n), within(1e-6 * sd));
    assertThat(e.mean() - e.low()).isCloseTo(e.high() - e.mean(), within(1e-12));
  }

  @Test
  void oneValueHasNoInterval() {
    Estimate e = Estimate.ofMean(DoubleStream.of(0.3, Double.NaN));
    assertThat(e.n()).isEqualTo(1);
    assertThat(e.mean()).isEqualTo(0.3);
    assertThat(new double[] {e.sd(), e.low(), e.high()}).containsOnly(Double.NaN);
  }

  @Test
  void equalValuesHaveAnIntervalOfLengthZero() {
    Estimate e = Estimate.ofMean(DoubleStream.of(0.1, 0.1, 0.1));
    assertThat(e).isEqualTo(new Estimate(3, 0.1, 0, 0.1, 0.1));
  }

  /** Wilson's interval as printed in Brown, Cai, DasGupta 2001 and common calculators. */
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0, 0.2775328",
    "1, 10, 0.0178762, 0.4041500",
    "5, 10, 0.2365931, 0.7634069",
    "10, 10, 0.7224672, 1",
    "3, 3, 0.4385030, 1"
  })
  void theIntervalOfAShareIsWilsons(int count, int n, double low, double high) {
    Estimate e = Estimate.ofShare(count, n);
    assertThat(e.mean()).isEqualTo((double) count / n);
    assertThat(e.low()).isCloseTo(low, within(1e-7));
    assertThat(e.high()).isCloseTo(high, within(1e-7));
  }
}
