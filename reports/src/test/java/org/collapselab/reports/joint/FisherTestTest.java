package org.collapselab.reports.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.collapselab.reports.sweep.data.Share;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FisherTestTest {
  /** By counting tables, in fractions; the first is Fisher's lady and her tea. */
  @ParameterizedTest
  @CsvSource({
    "3, 4, 1, 4, 0.4857142857142857", // (16 + 1 + 16 + 1)/70
    "4, 4, 0, 4, 0.02857142857142857", // 2/70
    "9, 10, 0, 6, 8.741258741258741e-4", // C(10,9)/C(16,9)
    "8, 8, 0, 5, 7.77000777000777e-4", // 1/C(13,8)
    "1, 9, 11, 14, 0.002759456185220",
    "0, 5, 0, 7, 1",
    "5, 5, 7, 7, 1",
    "2, 4, 3, 6, 1"
  })
  void isTheSumOfProbabilitiesOfTablesNoMoreProbable(int a, int n, int b, int m, double p) {
    assertThat(FisherTest.pValue(new Share(a, n), new Share(b, m)))
        .isCloseTo(p, within(1e-12 + 1e-9 * p));
  }

  @ParameterizedTest
  @CsvSource({"3, 4, 1, 4", "9, 10, 0, 6", "7, 30, 11, 17"})
  void theGroupsMayChangePlaces(int a, int n, int b, int m) {
    Share one = new Share(a, n);
    Share other = new Share(b, m);
    assertThat(FisherTest.pValue(one, other))
        .isCloseTo(FisherTest.pValue(other, one), within(1e-14));
  }
}
