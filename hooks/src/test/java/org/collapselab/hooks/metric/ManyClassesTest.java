package org.collapselab.hooks.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With many classes, native code computes what pure Java computes with few. */
class ManyClassesTest {
  private final Random random = new Random(3);

  private DMatrixRMaj random(int rows, int columns) {
    return RandomMatrices_DDRM.rectangle(rows, columns, -1, 1, random);
  }

  @ParameterizedTest
  @CsvSource({"40, 70", "70, 40", "50, 50"})
  void spansAreTheSame(int k, int d) {
    DMatrixRMaj rows = random(k, d);
    RowSpace small = RowSpace.small(rows);
    RowSpace large = RowSpace.large(rows);
    for (int j = 0; j < Math.min(k, d); j++) {
      assertThat(large.sigma(j)).isCloseTo(small.sigma(j), within(1e-12));
      double cosine = InnerProducts.dot(large.direction(j), 0, small.direction(j), 0, d);
      assertThat(Math.abs(cosine)).isCloseTo(1, within(1e-9));
    }
    assertThat(large.rank(1e-10)).isEqualTo(Math.min(k, d));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 300})
  void productsAreTheSame(int rows) {
    DMatrixRMaj a = random(rows, 310);
    DMatrixRMaj b = random(250, 310);
    DMatrixRMaj expected = new DMatrixRMaj(rows, 250);
    CommonOps_DDRM.multTransB(a, b, expected);
    DMatrixRMaj found = new DMatrixRMaj(rows, 250);
    try (RowProducts products = new RowProducts(b)) {
      products.of(a.data, rows, found.data);
      products.of(a.data, rows, found.data); // the copy of b is used again
    }
    assertThat(MatrixFeatures_DDRM.isIdentical(found, expected, 1e-12)).isTrue();
  }

  @Test
  void anglesToSpanAndLinesAreTheSame() {
    int k = 280;
    int d = 320;
    DMatrixRMaj means = random(k, d);
    DMatrixRMaj weights = random(k, d);
    for (int i = 0; i < d; i++) {
      weights.set(7, i, 3 * means.get(11, i)); // on a line
    }
    double sum = 0;
    double norms = 0;
    for (int i = 0; i < k; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (int c = 0; c < k; c++) {
        double scale =
            InnerProducts.dot(weights.data, i * d, means.data, c * d, d)
                / InnerProducts.dot(means.data, c * d, means.data, c * d, d);
        double distance = 0;
        for (int j = 0; j < d; j++) {
          distance += Math.pow(weights.get(i, j) - scale * means.get(c, j), 2);
        }
        least = Math.min(least, Math.sqrt(distance));
      }
      sum += least;
      norms += Math.sqrt(InnerProducts.dot(weights.data, i * d, weights.data, i * d, d));
    }
    assertThat(Nc3.sineToNearest(weights, means)).isCloseTo(sum / norms, within(1e-12));
    DMatrixRMaj inside = new DMatrixRMaj(k, d);
    CommonOps_DDRM.mult(random(k, k), means, inside);
    assertThat(Nc3.sineToSpan(inside, means, 1e-10)).isLessThan(1e-12);
    assertThat(Nc3.sineToSpan(weights, means, 1e-10)).isBetween(0.1, 0.5); // √(40/320) ≈ 0.35
  }

  /** More rows than a block, and more classes than are projected one by one. */
  @ParameterizedTest
  @ValueSource(ints = {10, 40})
  void scatterAgreesWithPlainLoops(int classes) {
    int samples = 4 * classes;
    int d = 60;
    DMatrixRMaj features = random(samples, d);
    int[] labels = new int[samples];
    int[] nearest = new int[samples];
    double[][] rows = new double[samples][d];
    for (int i = 0; i < samples; i++) {
      labels[i] = i % classes;
      System.arraycopy(features.data, i * d, rows[i], 0, d);
    }
    DMatrixRMaj means = ClassMoments.of(rows, labels, classes).means();
    double trace = 0;
    for (int i = 0; i < samples; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        double distance = InnerProducts.squaredDistance(rows[i], 0, means.data, c * d, d);
        trace += c == labels[i] ? distance / samples : 0;
        if (distance < least) {
          least = distance;
          nearest[i] = c;
        }
      }
    }
    nearest[5] = (nearest[5] + 1) % classes; // one prediction that differs
    WithinScatter scatter = new WithinScatter(means);
    scatter.add(labels, features.data, samples, nearest);
    assertThat(scatter.trace()).isCloseTo(trace, within(1e-12));
    assertThat(scatter.mismatch()).isCloseTo(1.0 / samples, within(1e-15));
    assertThat(scatter.directionalVariances()).hasSize(classes - 1);
    assertThat(alongFirst(rows, labels, means))
        .isCloseTo(scatter.directionalVariances()[0], within(1e-12));
  }

  /** 1/N Σ ⟨u_1, h − μ_y⟩². */
  private static double alongFirst(double[][] rows, int[] labels, DMatrixRMaj means) {
    double[] u = RowSpace.small(Means.centred(means)).direction(0);
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      double product = 0;
      for (int j = 0; j < u.length; j++) {
        product += u[j] * (rows[i][j] - means.get(labels[i], j));
      }
      sum += product * product;
    }
    return sum / rows.length;
  }
}
