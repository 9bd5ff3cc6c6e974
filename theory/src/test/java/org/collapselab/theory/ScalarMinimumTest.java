package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarMinimumTest {

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 0.1, 0.5, 0.999, 0.999999999, 1, 1.5})
  void oneLayerUnderSquaredErrorIsSoftThresholding(double weight) {
    double scale = ScalarMinimum.of(RayFit.squaredError(), weight, 1).scale();
    assertThat(scale).isCloseTo(Math.max(0, 1 - weight), within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-3, 0.1, 0.5, 0.9, 0.95})
  void oneLayerUnderCrossEntropyHasAClosedForm(double weight) {
    ScalarMinimum minimum = ScalarMinimum.of(RayFit.simplexCrossEntropy(10), weight, 1);
    double expected = Math.max(0, Math.log(9 * (1 - weight) / weight));
    assertThat(minimum.scale()).isCloseTo(expected, within(1e-10 * (1 + expected)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.1,  0.5448054311250702,    4.394449154672439",
    "2, 1e-8, 1.200814481174737e-7,  21.64279620445165",
    "7, 1e-3, 0.007434137543434484,  10.89611803676466",
  })
  void crossEntropyMatchesHighPrecisionValues(
      int depth, double weight, double value, double scale) {
    ScalarMinimum minimum = ScalarMinimum.of(RayFit.simplexCrossEntropy(10), weight, depth);
    assertThat(minimum.value() / value).isCloseTo(1, within(1e-13));
    assertThat(minimum.scale() / scale).isCloseTo(1, within(1e-10));
  }

  @Test
  void threeLayersUnderSquaredErrorJumpToZeroWhereTheTwoMinimaTie() {
    // L = 3: F(t) = ½(1−t)² + 2w√t equals F(0) = ½ at its other minimum for t = 2/3.
    double tie = Math.sqrt(2.0 / 3) / 3;
    ScalarMinimum below = ScalarMinimum.of(RayFit.squaredError(), tie * (1 - 1e-9), 3);
    assertThat(below.scale()).isCloseTo(2.0 / 3, within(1e-8));
    assertThat(ScalarMinimum.of(RayFit.squaredError(), tie * (1 + 1e-9), 3).scale()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noSampledScaleIsBetter(long seed) {
    Random random = new Random(seed);
    for (int trial = 0; trial < 50; trial++) {
      int depth = 1 + random.nextInt(8);
      double weight = Math.pow(10, -12 * random.nextDouble());
      RayFit fit = randomFit(random);
      double best = ScalarMinimum.of(fit, weight, depth).value();
      for (int sample = 0; sample < 2000; sample++) {
        double t = Math.pow(10, -8 + 16 * random.nextDouble());
        double value = fit.value(t) + (depth + 1) / 2.0 * weight * Math.pow(t, 2.0 / (depth + 1));
        assertThat(best).isLessThanOrEqualTo(value * (1 + 1e-14));
      }
    }
  }

  @Test
  void extremeRegularisationNeitherOverflowsNorStalls() {
    for (int depth = 1; depth <= 12; depth++) {
      for (RayFit fit : new RayFit[] {RayFit.squaredError(), RayFit.simplexCrossEntropy(100)}) {
        ScalarMinimum weak = ScalarMinimum.of(fit, 1e-290, depth);
        assertThat(weak.scale()).isFinite().isGreaterThan(0.9);
        assertThat(weak.value()).isFinite().isLessThan(1e-200);
        assertThat(ScalarMinimum.of(fit, 1e290, depth).scale()).isZero();
      }
    }
  }

  private static RayFit randomFit(Random random) {
    if (random.nextInt(3) == 0) {
      return RayFit.squaredError();
    }
    int count = 1 + random.nextInt(30);
    double[] margins = random.doubles(count, 0.01, 2).toArray();
    return RayFit.crossEntropy(margins, random.ints(count, 1, 4).asDoubleStream().toArray());
  }
}
