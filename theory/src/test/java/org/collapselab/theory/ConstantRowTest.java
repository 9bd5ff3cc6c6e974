package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantRowTest {

  @ParameterizedTest
  @CsvSource({"3, 3", "4, 3", "7, 3", "8, 3", "12, 3", "20, 3", "4, 4", "6, 4", "7, 4", "15, 5"})
  void noGridPointBeatsTheBestRow(int r, int depth) {
    TriangularGraph graph = new TriangularGraph(r);
    double best = logVolume(graph, depth, ConstantRow.best(graph, depth));
    for (double gamma = 0.002; gamma < 6; gamma *= 1.01) {
      for (double delta = 0; delta <= 0.5; delta += 0.0025) {
        ConstantRow row = new ConstantRow(gamma, delta, (1 - 2 * delta) / gamma);
        assertThat(best).isLessThanOrEqualTo(logVolume(graph, depth, row) + 1e-13);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8,  3, 0.4039507, 0.4384865",
    "12, 3, 0.8712606, 0.2683769",
    "15, 4, 0.8997625, 0.2241847",
    "12, 5, 0.8096253, 0.2790330",
  })
  void itMatchesADirectSearchOverBothParameters(int r, int depth, double gamma, double delta) {
    ConstantRow row = ConstantRow.best(new TriangularGraph(r), depth);
    assertThat(row.gamma()).isCloseTo(gamma, within(1e-6));
    assertThat(row.delta()).isCloseTo(delta, within(1e-6));
    assertThat(2 * row.delta() + row.gamma() * row.epsilon()).isCloseTo(1, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 9})
  void atTenVerticesItIsRationalAtEveryDepth(int depth) {
    ConstantRow row = ConstantRow.best(new TriangularGraph(10), depth);
    assertThat(row.gamma() * row.gamma()).isCloseTo(0.5, within(1e-14));
    assertThat(row.delta()).isCloseTo(1.0 / 3, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"3, 8", "4, 7", "5, 7", "9, 7"})
  void itHelpsFromAKnownSizeOn(int depth, int smallest) {
    assertThat(ConstantRow.smallestVertices(depth)).isEqualTo(smallest);
    for (int r = 3; r < 40; r++) {
      TriangularGraph graph = new TriangularGraph(r);
      ConstantRow row = ConstantRow.best(graph, depth);
      assertThat(row.present()).isEqualTo(r >= smallest);
      double srg = Srg.hiddenLogVolume(graph, depth);
      double gain = srg - logVolume(graph, depth, row);
      assertThat(gain > 1e-6).as("r = %d gains %s", r, gain).isEqualTo(row.present());
    }
  }

  private static double logVolume(TriangularGraph graph, int depth, ConstantRow row) {
    return SrgConstantRow.hiddenLogVolume(graph, depth, row);
  }
}
