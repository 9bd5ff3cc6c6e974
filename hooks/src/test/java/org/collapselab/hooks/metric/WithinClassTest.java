package org.collapselab.hooks.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithinClassTest {
  /** Classes at ±3e_1, each with samples at ±1 along e_2: V = 1, tr Σ_B = 9. */
  private static final double[][] CROSS = {{3, 1}, {3, -1}, {-3, 1}, {-3, -1}};

  private static final int[] CROSS_LABELS = {0, 0, 1, 1};

  @Test
  void traceRatioAndCdnvMatchHandComputedValues() {
    WithinScatter scatter = WithinScatter.of(CROSS, CROSS_LABELS, 2);
    assertThat(scatter.variances()).containsExactly(1, 1);
    assertThat(Nc1.traceRatio(scatter)).isCloseTo(1.0 / 9, within(1e-15));
    assertThat(Nc1.cdnv(scatter)).isCloseTo(1.0 / 36, within(1e-15));
    assertThat(scatter.squaredNorm()).isCloseTo(40, within(1e-13));
  }

  @Test
  void pinvIgnoresVarianceOrthogonalToTheMeans() {
    assertThat(Nc1.pinv(WithinScatter.of(CROSS, CROSS_LABELS, 2), 0)).isEqualTo(new Nc1.Pinv(0, 1));
  }

  @Test
  void pinvMeasuresVarianceAlongTheMeans() {
    double[][] line = {{4}, {2}, {-2}, {-4}};
    Nc1.Pinv pinv = Nc1.pinv(WithinScatter.of(line, CROSS_LABELS, 2), 1e-2);
    // tr(Σ_W Σ_B⁺)/K = (1/9)/2.
    assertThat(pinv.value()).isCloseTo(1.0 / 18, within(1e-15));
  }

  @Test
  void collapsedFeaturesHaveExactlyZeroVariance() {
    double[][] features = {{1, 2}, {3, -1}, {1, 2}, {3, -1}};
    int[] labels = {0, 1, 0, 1};
    WithinScatter scatter = WithinScatter.of(features, labels, 2);
    assertThat(Nc1.traceRatio(scatter)).isZero();
    assertThat(Nc1.cdnv(scatter)).isZero();
    assertThat(Nc1.pinv(scatter, 1e-2).value()).isZero();
  }

  @Test
  void coincidingMeansAreInfiniteOrUndefined() {
    double[][] spread = {{1}, {-1}, {1}, {-1}};
    WithinScatter scatter = WithinScatter.of(spread, CROSS_LABELS, 2);
    assertThat(Nc1.traceRatio(scatter)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Nc1.cdnv(scatter)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Nc1.pinv(scatter, 1e-2)).isEqualTo(new Nc1.Pinv(Double.NaN, 0));
    assertThat(scatter.mismatch()).isNaN();
    WithinScatter zero = WithinScatter.of(new double[4][3], CROSS_LABELS, 2);
    assertThat(Nc1.traceRatio(zero)).isNaN();
    assertThat(Nc1.cdnv(zero)).isNaN();
  }

  // SRG means have rank 4 after centring; noise of variance ε² fills the other five directions with
  // σ_j² = O(dε²/n), while the variance along them stays ε²: each adds about n/d.
  @Test
  void withoutCutoffRankDeficientMeansExplode() {
    Samples samples = Samples.around(TestMeans.disguise(TestMeans.srg(5), 30, 1), 1000, 1e-3, 2);
    WithinScatter scatter = samples.scatter();
    Nc1.Pinv cut = Nc1.pinv(scatter, Nc1.DEFAULT_CUTOFF);
    Nc1.Pinv uncut = Nc1.pinv(scatter, 0);
    assertThat(cut.rank()).isEqualTo(4);
    assertThat(cut.value()).isBetween(1e-7, 1e-5);
    assertThat(uncut.rank()).isEqualTo(9);
    assertThat(uncut.value()).isGreaterThan(1e2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e4, 1e8})
  void aLargeCommonOffsetCostsNoMoreThanItsRoundoff(double offset) {
    double[][] plain = new double[2000][3];
    int[] labels = new int[plain.length];
    Random random = new Random(3);
    for (int i = 0; i < plain.length; i++) {
      labels[i] = i % 2;
      for (int j = 0; j < 3; j++) {
        plain[i][j] = (labels[i] * 64 + random.nextInt(16)) * 0x1p-10;
      }
    }
    // Multiples of 2⁻¹⁰ add to the offset without rounding, so both have the same exact answer.
    double[][] shifted =
        Arrays.stream(plain)
            .map(row -> Arrays.stream(row).map(x -> x + offset).toArray())
            .toArray(double[][]::new);
    double expected = Nc1.traceRatio(WithinScatter.of(plain, labels, 2));
    double measured = Nc1.traceRatio(WithinScatter.of(shifted, labels, 2));
    // Each mean is rounded by ulp(offset)/2, at a distance of 64·2⁻¹⁰ between them.
    double tolerance = 1e-12 + 2 * Math.ulp(offset) / 0x1p-4;
    assertThat(measured).isCloseTo(expected, within(tolerance * expected));
    if (offset == 1e8) {
      double variance = WithinScatter.of(plain, labels, 2).variances()[0];
      assertThat(Math.abs(onePassVariance(shifted, labels) - variance)).isGreaterThan(variance);
    }
  }

  /** E‖h‖² − ‖μ‖² of class 0: what not to do. */
  private static double onePassVariance(double[][] features, int[] labels) {
    double variance = 0;
    for (int j = 0; j < features[0].length; j++) {
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (int i = 0; i < features.length; i++) {
        if (labels[i] == 0) {
          sum += features[i][j];
          squares += features[i][j] * features[i][j];
          count++;
        }
      }
      variance += squares / count - (sum / count) * (sum / count);
    }
    return variance;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 11})
  void nearestMeanAgreesWithBruteForce(int classes) {
    Samples samples = Samples.around(TestMeans.gaussian(classes, 7, classes), 40, 1.5, 9);
    DMatrixRMaj means = samples.moments().means();
    int[] nearest = new int[samples.size()];
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = bruteForceNearest(samples.features(), i, means);
    }
    WithinScatter scatter = new WithinScatter(means);
    scatter.add(samples.labels(), samples.features(), nearest.length, nearest);
    assertThat(scatter.mismatch()).isZero();
    nearest[0] = (nearest[0] + 1) % classes;
    WithinScatter altered = new WithinScatter(means);
    altered.add(samples.labels(), samples.features(), nearest.length, nearest);
    assertThat(altered.mismatch()).isCloseTo(1.0 / nearest.length, within(1e-15));
  }

  @Test
  void aMissingClassIsNamed() {
    ClassMoments moments = ClassMoments.of(new double[][] {{1}, {2}}, new int[] {0, 2}, 3);
    assertThatIllegalStateException()
        .isThrownBy(moments::means)
        .withMessageContaining("class 1 has no samples");
  }

  @Test
  void divergedFeaturesAreNamed() {
    ClassMoments moments = ClassMoments.of(new double[][] {{1}, {Double.NaN}}, new int[] {0, 1}, 2);
    assertThatIllegalStateException()
        .isThrownBy(moments::means)
        .withMessageContaining("class 1 is NaN");
  }

  @Test
  void aLabelOutOfRangeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassMoments.of(new double[][] {{1}}, new int[] {2}, 2))
        .withMessageContaining("label 2 in row 0 is outside 0..1");
  }

  private static int bruteForceNearest(double[] features, int row, DMatrixRMaj means) {
    int best = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < means.numRows; k++) {
      double distance = 0;
      for (int j = 0; j < means.numCols; j++) {
        distance += Math.pow(features[row * means.numCols + j] - means.get(k, j), 2);
      }
      if (distance < smallest) {
        smallest = distance;
        best = k;
      }
    }
    return best;
  }
}
