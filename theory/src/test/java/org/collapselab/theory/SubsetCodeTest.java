package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubsetCodeTest {

  private static final double UNLIMITED = Double.POSITIVE_INFINITY;

  /**
   * C(r,s)·‖A⁺‖_F² from pseudo-inverses in NumPy; r = 3 and 4 from a minimisation over all sizes.
   */
  @ParameterizedTest
  @CsvSource({
    "3,  '2 3', 8.333333333333333",
    "4,  '2 3', 30",
    "5,  3,     61.111111111111111",
    "6,  3,     108.33333333333333",
    "7,  4,     175.58333333333333",
    "8,  4,     250.44444444444444",
    "10, 5,     457.65",
    "12, 6,     729.22666666666667",
    "20, 10,    2456.582716049383",
  })
  void theBestSizesMatchOutsideValues(int r, String sizes, double product) {
    SubsetCode code = best(r, Loss.MSE, UNLIMITED);
    assertThat(sizes(code)).isEqualTo(sizes);
    assertThat(code.inverseNormSquared(Loss.MSE) / product).isCloseTo(1, within(1e-13));
  }

  @Test
  void fourVerticesUseThreeQuartersEdgesAndOneQuarterTriangles() {
    SubsetCode code = best(4, Loss.MSE, UNLIMITED);
    assertThat(code.shares().get(0)).isCloseTo(0.75, within(1e-14));
    assertThat(code.neurons()).isEqualTo(10);
    assertThat(code.describe(5))
        .isEqualTo("s = 2 (share 0.7500) and s = 3 (share 0.2500), 10 neurons in layer 5");
    assertThat(best(12, Loss.CE, 500).describe(4)).isEqualTo("s = 8, 495 neurons in layer 4");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 9})
  void theEigenvaluesAreThoseOfTheInclusionMatrices(int r) {
    TriangularGraph graph = new TriangularGraph(r);
    for (int size = 2; size <= r; size++) {
      SubsetLevel level = new SubsetLevel(r, size);
      List<int[]> subsets = level.subsets();
      assertThat(subsets).hasSize((int) level.neurons());
      assertThat(subsets.stream().map(java.util.Arrays::toString)).doesNotHaveDuplicates();
      DMatrixRMaj rows = SubsetLevel.rows(subsets, r);
      DMatrixRMaj inclusion = MatrixOps.rectified(MatrixOps.product(rows, graph.incidence()));
      double[] measured =
          PredictedSpectrum.of(MatrixOps.product(MatrixOps.transpose(inclusion), inclusion))
              .singularValues()
              .stream()
              .mapToDouble(Double::doubleValue)
              .toArray();
      double[] e = level.eigenvalues();
      double[] expected =
          IntStream.range(0, graph.classes())
              .mapToDouble(i -> level.neurons() * (i == 0 ? e[0] : i < r ? e[1] : e[2]))
              .toArray();
      assertThat(measured).containsExactly(expected, within(1e-10 * expected[0]));
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void noMixtureOfAllSizesBeatsTheBestCode(Loss loss) {
    for (int r = 3; r <= 40; r++) {
      TriangularGraph graph = new TriangularGraph(r);
      SubsetCode code = best(r, loss, UNLIMITED);
      int[] dimensions = {loss == Loss.MSE ? 1 : 0, r - 1, graph.classes() - r};
      // The minimum over the simplex: no size has a larger weighted sum than those in use.
      double bound = code.inverseNormSquared(loss);
      for (int size = 2; size <= r; size++) {
        double[] other = new SubsetLevel(r, size).eigenvalues();
        double sum = 0;
        for (int j = 0; j < 3; j++) {
          double own = eigenvalue(code, j);
          sum += dimensions[j] == 0 ? 0 : dimensions[j] * other[j] / (own * own);
        }
        assertThat(sum).as("r = %d, s = %d", r, size).isLessThan(bound * (1 + 1e-12));
      }
      assertThat(code.levels()).hasSize(r == 4 || r == 3 && loss == Loss.MSE ? 2 : 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5,  9,    none",
    "5, 10, 3",
    "6, 15, 4",
    "6, 19, 4",
    "6, 20, 3",
    "10, 45, 8",
    "10, 200, 7",
    "10, 251, 6",
    "10, 252, 5",
    "12, 1000, 6",
    "20, 1000, 18",
    "4, 6, 2",
    "4, 7, '2 4'",
    "4, 9, '2 4'",
    "4, 10, '2 3'",
    "3, 3, 2",
    "3, 4, '2 3'",
  })
  void aWidthLimitKeepsTheBestSizesWithin(int r, int widthLimit, String sizes) {
    Optional<SubsetCode> code = SubsetCode.best(new TriangularGraph(r), Loss.MSE, widthLimit);
    assertThat(code.map(SubsetCodeTest::sizes).orElse("none")).isEqualTo(sizes);
    code.ifPresent(c -> assertThat(c.neurons()).isLessThanOrEqualTo(widthLimit));
  }

  @ParameterizedTest
  @CsvSource({"MSE, 3, 4", "MSE, 4, 7", "CE, 4, 10", "MSE, 5, 10", "CE, 9, 36"})
  void aFewNeuronsMoreThanSrgSuffice(Loss loss, int r, int neurons) {
    TriangularGraph graph = new TriangularGraph(r);
    assertThat(SubsetCode.fewestNeurons(graph, loss)).hasValue(neurons);
  }

  /**
   * With a row of γ for every class, the rows p1_T + q1_{T^c} and −β/γ for it still give 1, 0, −1
   * where p − q = 1 and p + q = −β; the row itself costs 1 + γ²/4 from L = 4 on.
   */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 9, 12})
  void aConstantRowHelpsOnlySizesFarFromHalfTheVertices(int r) {
    for (int s = 2; s < r; s++) {
      double least = Double.POSITIVE_INFINITY;
      for (double g = 0.01; g < 20; g *= 1.1) {
        for (double beta = -1; beta <= 1; beta += 0.01) {
          double p = (1 - beta) / 2;
          double q = -(1 + beta) / 2;
          double row = s * p * p + (r - s) * q * q + beta * beta / g;
          least = Math.min(least, (1 + g / 4) * row);
        }
      }
      boolean helps = least < r / 4.0;
      assertThat(helps).as("r = %d, s = %d", r, s).isEqualTo((r - 2 * s) * (r - 2 * s) > r);
    }
  }

  @Test
  void underCrossEntropyThreeVerticesHaveNothingBetterThanSrg() {
    assertThat(SubsetCode.fewestNeurons(new TriangularGraph(3), Loss.CE)).isEmpty();
  }

  private static double eigenvalue(SubsetCode code, int space) {
    return IntStream.range(0, code.levels().size())
        .mapToDouble(i -> code.shares().get(i) * code.levels().get(i).eigenvalues()[space])
        .sum();
  }

  private static String sizes(SubsetCode code) {
    return String.join(
        " ", code.levels().stream().map(level -> String.valueOf(level.size())).toList());
  }

  private static SubsetCode best(int r, Loss loss, double widthLimit) {
    return SubsetCode.best(new TriangularGraph(r), loss, widthLimit).orElseThrow();
  }
}
