package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.collapselab.datasets.GaussianMixture.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianMixtureTest {
  private static GaussianMixture mixture(Structure structure, int classes, int dimension) {
    return new GaussianMixture(structure, classes, dimension, 30, 5, 0.5, 2, 3);
  }

  private static double expected(Structure structure, int classes, int j, int k) {
    if (j == k) {
      return 1;
    }
    return switch (structure) {
      case SIMPLEX -> -1.0 / (classes - 1);
      case FRAME -> 0;
      case ORTHOPLEX -> j / 2 == k / 2 ? -1 : 0;
      case SRG -> share(j, k) ? 0.5 : 0;
    };
  }

  /** Edges of the complete graph on 5 vertices in the order (0,1), (0,2), …, (3,4). */
  private static boolean share(int j, int k) {
    String[] edges = {"01", "02", "03", "04", "12", "13", "14", "23", "24", "34"};
    return edges[j].chars().anyMatch(vertex -> edges[k].indexOf(vertex) >= 0);
  }

  @ParameterizedTest
  @CsvSource({
    "SIMPLEX, 10, 9",
    "SIMPLEX, 2, 1",
    "SIMPLEX, 100, 128",
    "FRAME, 10, 10",
    "FRAME, 3, 40",
    "ORTHOPLEX, 10, 5",
    "ORTHOPLEX, 4, 64",
    "SRG, 10, 5",
    "SRG, 10, 33"
  })
  void theGramMatrixOfTheMeansIsThatOfTheStructure(
      Structure structure, int classes, int dimension) {
    double[][] means = mixture(structure, classes, dimension).means();
    for (int j = 0; j < classes; j++) {
      for (int k = 0; k < classes; k++) {
        double product = 0;
        for (int i = 0; i < dimension; i++) {
          product += means[j][i] * means[k][i];
        }
        assertThat(product)
            .as("%d, %d", j, k)
            .isCloseTo(4 * expected(structure, classes, j, k), within(1e-12));
      }
    }
  }

  @Test
  void samplesScatterAroundTheirMeansWithTheGivenNoise() {
    GaussianMixture mixture = new GaussianMixture(Structure.SIMPLEX, 3, 20, 2000, 0, 0.5, 2, 3);
    Samples train = mixture.generate().train();
    double[][] means = mixture.means();
    double[] row = new double[20];
    float[] values = new float[20];
    double[][] sums = new double[3][20];
    double squares = 0;
    double fourth = 0;
    for (int i = 0; i < train.size(); i++) {
      train.copyRow(i, values, 0);
      for (int j = 0; j < 20; j++) {
        row[j] = (values[j] - means[train.label(i)][j]) / 0.5;
        sums[train.label(i)][j] += row[j] / 2000;
        squares += row[j] * row[j] / (20 * 6000);
        fourth += Math.pow(row[j], 4) / (20 * 6000);
      }
    }
    assertThat(squares).isCloseTo(1, within(0.02)); // five standard errors
    assertThat(fourth).isCloseTo(3, within(0.15));
    for (double[] mean : sums) {
      for (double value : mean) {
        assertThat(value).isCloseTo(0, within(0.11));
      }
    }
  }

  @Test
  void theSeedDecidesAndMoreSamplesExtendFewer() {
    OwnData data = mixture(Structure.SIMPLEX, 4, 6).generate();
    assertThat(data.train().classCounts()).containsExactly(30, 30, 30, 30);
    assertThat(data.test().orElseThrow().classCounts()).containsExactly(5, 5, 5, 5);
    OwnData more = new GaussianMixture(Structure.SIMPLEX, 4, 6, 31, 5, 0.5, 2, 3).generate();
    OwnData other = new GaussianMixture(Structure.SIMPLEX, 4, 6, 30, 5, 0.5, 2, 4).generate();
    assertThat(row(data.train(), 35)).containsExactly(row(more.train(), 36));
    assertThat(row(data.train(), 35)).isNotEqualTo(row(other.train(), 35));
    assertThat(row(data.train(), 0)).isNotEqualTo(row(data.test().orElseThrow(), 0));
  }

  private static float[] row(Samples samples, int row) {
    float[] values = new float[samples.dim()];
    samples.copyRow(row, values, 0);
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "ORTHOPLEX, 5, 9, an even number of classes",
    "SRG, 7, 9, r(r − 1)/2 classes",
    "SIMPLEX, 10, 8, at least 9 dimensions"
  })
  void impossibleStructuresAreRefused(Structure structure, int classes, int d, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mixture(structure, classes, d))
        .withMessageContaining(message);
  }
}
