package org.collapselab.reports.sweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.collapselab.trainer.store.sweep.Curve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregationTest {

  /** {@code numpy.std([2, 4, 4, 4, 5, 5, 7, 9], ddof=1)} = 2.138089935299395. */
  @Test
  void theSpreadDividesByOneLessThanTheNumberOfSeeds() {
    Spread spread = Spread.of(DoubleStream.of(2, 4, 4, 4, 5, 5, 7, 9));
    assertThat(spread.n()).isEqualTo(8);
    assertThat(spread.mean()).isEqualTo(5);
    assertThat(spread.sd()).isCloseTo(2.138089935299395, within(1e-15));
    assertThat(spread.low()).isCloseTo(2.861910064700605, within(1e-14));
  }

  @Test
  void valuesThatAreNotFiniteDoNotCount() {
    Spread spread =
        Spread.of(DoubleStream.of(Double.NaN, 1, Double.POSITIVE_INFINITY, 3, Double.NaN));
    assertThat(spread).isEqualTo(new Spread(2, 2, Math.sqrt(2)));
    assertThat(Spread.of(DoubleStream.of(Double.NaN)).text()).isEqualTo("–");
  }

  @Test
  void oneSeedHasNoSpread() {
    Spread one = Spread.of(DoubleStream.of(0.25));
    assertThat(one.sd()).isNaN();
    assertThat(one.low()).isEqualTo(0.25);
    assertThat(one.text()).isEqualTo("0.25");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 7, 10})
  void equalSeedsHaveExactlyThemselvesAsMean(int seeds) {
    Spread spread = Spread.of(IntStream.range(0, seeds).mapToDouble(i -> 0.0891));
    assertThat(spread).isEqualTo(new Spread(seeds, 0.0891, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "0.097048123, 0.00412, 0.0970 ± 0.0041",
    "-0.9199, 0.0119, −0.920 ± 0.012",
    "0, 0.25, 0.00 ± 0.25",
    "1047.3, 123, 1047 ± 123",
    "12345.678, 0.0123, 12346 ± 0.012",
    "1, 1e-9, 1 ± 1·10⁻⁹",
    "0.0819449, 0.0021, 0.0819 ± 0.0021",
    "12.345678, 0.0123, 12.346 ± 0.012",
    "0.5, 3, 0.5 ± 3.0",
    "7, 0, 7 ± 0"
  })
  void aMeanIsShownToThePrecisionOfItsSpread(double mean, double sd, String text) {
    assertThat(new Spread(5, mean, sd).text().replace('\u00a0', ' ')).isEqualTo(text);
  }

  /** Newcombe 1998, Statistics in Medicine 17, table I, method 3. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void sharesHaveTheIntervalOfWilson(int count, int n, double low, double high) {
    Share share = new Share(count, n);
    assertThat(share.low()).isCloseTo(low, within(5e-5));
    assertThat(share.high()).isCloseTo(high, within(5e-5));
    Share others = new Share(n - count, n);
    assertThat(others.high()).isCloseTo(1 - share.low(), within(1e-12));
  }

  @Test
  void aShareOfNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Share(0, 0))
        .withMessage("0 of 0 is not a share");
  }

  @Test
  void aSeedThatHasEndedKeepsItsLastValue() {
    Curve shorter = curve(0, 4, 10, 2);
    Curve longer = curve(0, 8, 10, 6, 20, 4, 30, 1);
    List<MeanPoint> means = MeanPoint.of(List.of(shorter, longer));
    assertThat(means).extracting(MeanPoint::step).containsExactly(0L, 10L, 20L, 30L);
    assertThat(means).extracting(m -> m.spread().mean()).containsExactly(6.0, 4.0, 3.0, 1.5);
    assertThat(means).allMatch(m -> m.spread().n() == 2);
    assertThat(means.get(3).spread().sd()).isCloseTo(Math.sqrt(0.5), within(1e-15));
  }

  @Test
  void aSeedCountsFromItsFirstStepAndNotWhereItIsNoNumber() {
    Curve late = curve(10, 5, 20, Double.NaN, 30, 7);
    List<MeanPoint> means = MeanPoint.of(List.of(curve(0, 1), late));
    assertThat(means).extracting(m -> m.spread().n()).containsExactly(1, 2, 1, 2);
    assertThat(means).extracting(m -> m.spread().mean()).containsExactly(1.0, 3.0, 1.0, 4.0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theMeanOfCurvesIsThatOfTheirLastValuesSoFar(long seed) {
    Random random = new Random(seed);
    List<Curve> curves =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    new Curve(
                        random
                            .ints(0, 50)
                            .distinct()
                            .limit(3 + random.nextInt(20))
                            .sorted()
                            .mapToObj(step -> new Curve.Point(step, random.nextGaussian()))
                            .toList()))
            .toList();
    for (MeanPoint mean : MeanPoint.of(curves)) {
      Spread expected =
          Spread.of(
              curves.stream()
                  .flatMap(
                      c ->
                          c.points().stream()
                              .filter(p -> p.step() <= mean.step())
                              .reduce((a, b) -> b)
                              .stream())
                  .mapToDouble(Curve.Point::value));
      assertThat(mean.spread()).isEqualTo(expected);
    }
  }

  private static Curve curve(double... stepsAndValues) {
    return new Curve(
        IntStream.range(0, stepsAndValues.length / 2)
            .mapToObj(i -> new Curve.Point((long) stepsAndValues[2 * i], stepsAndValues[2 * i + 1]))
            .toList());
  }
}
