package org.collapselab.hooks.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StructureScoresTest {
  @ParameterizedTest
  @EnumSource(MeanGeometry.class)
  void eachStructureScoresOneUnderAnyLabeling(MeanGeometry structure) {
    DMatrixRMaj means = TestMeans.disguise(exact(structure, 10), 24, 5);
    StructureScore score = StructureScores.of(Means.gram(means)).score(structure).orElseThrow();
    assertThat(score.score()).isCloseTo(1, within(1e-12));
    assertThat(score.cosine()).isCloseTo(1, within(1e-12));
    assertThat(score.exact()).isTrue();
  }

  @Test
  void scoresBetweenStructuresMatchTheirClosedForms() {
    StructureScores scores = StructureScores.of(Means.gram(TestMeans.srg(5)));
    // Entries of 2I + A: mean 0.8, variance 0.36; of I: 0.1, 0.09; their covariance is 0.12.
    assertThat(score(scores, MeanGeometry.ORTHOGONAL_FRAME)).isCloseTo(2.0 / 3, within(1e-14));
    assertThat(score(scores, MeanGeometry.SIMPLEX)).isCloseTo(2.0 / 3, within(1e-14));
    // The Petersen graph has perfect matchings, so all pairs can be disjoint edges. Off the
    // diagonal
    // A has mean 2/3 and variance 2/9, −P mean −1/9 and variance 8/81; their covariance is 2/27.
    assertThat(score(scores, MeanGeometry.ORTHOPLEX))
        .isCloseTo(2.0 / 27 / Math.sqrt(2.0 / 9 * 8 / 81), within(1e-14));
    assertThat(score(scores, MeanGeometry.SRG)).isCloseTo(1, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"4, 1", "5, 1", "5, 2", "6, 1", "7, 2", "8, 3", "10, 4"})
  void srgIsFoundUnderAnyLabelingAndSomeNoise(int order, long seed) {
    DMatrixRMaj means = TestMeans.disguise(TestMeans.srg(order), 60, seed);
    DMatrixRMaj noise = TestMeans.gaussian(means.numRows, 60, seed + 100);
    for (int i = 0; i < means.getNumElements(); i++) {
      means.data[i] += 0.02 * noise.data[i];
    }
    StructureScores scores = StructureScores.of(Means.gram(means));
    assertThat(score(scores, MeanGeometry.SRG)).isGreaterThan(0.9);
    assertThat(scores.score(MeanGeometry.SRG).orElseThrow().exact()).isEqualTo(order <= 5);
  }

  @ParameterizedTest
  @CsvSource({"6, 1", "7, 2", "8, 3", "10, 4"})
  void anUndisturbedSrgIsFoundExactlyWhereTheSearchIsHeuristic(int order, long seed) {
    DMatrixRMaj gram = Means.gram(TestMeans.disguise(TestMeans.srg(order), 60, seed));
    assertThat(score(StructureScores.of(gram), MeanGeometry.SRG)).isCloseTo(1, within(1e-12));
  }

  /** After a ReLU all means share a component; it must not read as SRG, whose Gram is positive. */
  @ParameterizedTest
  @EnumSource(MeanGeometry.class)
  void aCommonComponentDoesNotChangeTheMatch(MeanGeometry structure) {
    DMatrixRMaj gram = Means.gram(exact(structure, 10));
    StructureScores plain = StructureScores.of(gram);
    CommonOps_DDRM.add(gram, 5);
    StructureScores shifted = StructureScores.of(gram);
    for (StructureScore each : plain.scores()) {
      assertThat(score(shifted, each.geometry()))
          .satisfiesAnyOf(
              score -> assertThat(score).isCloseTo(each.score(), within(1e-12)),
              score -> assertThat(score).isNaN().isEqualTo(each.score()));
    }
  }

  @Test
  void ofFrameAndSimplexTheOneWithTheLargerCosineIsKept() {
    StructureScores frame = StructureScores.of(Means.gram(TestMeans.orthogonalFrame(10)));
    assertThat(frame.distinct())
        .extracting(StructureScore::geometry)
        .containsExactly(MeanGeometry.ORTHOGONAL_FRAME, MeanGeometry.ORTHOPLEX, MeanGeometry.SRG);
    StructureScores simplex = StructureScores.of(Means.gram(TestMeans.simplex(10)));
    assertThat(simplex.distinct().get(0).geometry()).isEqualTo(MeanGeometry.SIMPLEX);
  }

  @Test
  void constantGramsHaveNoScores() {
    DMatrixRMaj gram = new DMatrixRMaj(10, 10);
    CommonOps_DDRM.fill(gram, 3);
    assertThat(StructureScores.of(gram).scores())
        .hasSize(4)
        .allSatisfy(score -> assertThat(score.score()).isNaN());
  }

  /** What is left off the diagonal of a computed frame is roundoff, not a structure. */
  @Test
  void anExactFrameHasNoScoresOffTheDiagonal() {
    StructureScores scores =
        StructureScores.of(Means.gram(TestMeans.disguise(TestMeans.orthogonalFrame(10), 24, 3)));
    assertThat(score(scores, MeanGeometry.SRG)).isNaN();
    assertThat(score(scores, MeanGeometry.ORTHOPLEX)).isNaN();
  }

  @Test
  void theLabelingOfAnOrthoplexPairsOppositeClasses() {
    DMatrixRMaj means = TestMeans.disguise(TestMeans.orthoplex(8), 8, 3);
    DMatrixRMaj gram = Means.gram(means);
    List<Integer> labeling =
        StructureScores.of(gram).score(MeanGeometry.ORTHOPLEX).orElseThrow().labeling();
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 8; j++) {
        boolean paired = i != j && labeling.get(i) / 2 == labeling.get(j) / 2;
        assertThat(gram.get(i, j) < -1e-9).isEqualTo(paired);
      }
    }
  }

  @Test
  void structuresThatDoNotExistForTheClassesAreAbsent() {
    StructureScores seven = StructureScores.of(Means.gram(TestMeans.gaussian(7, 9, 1)));
    assertThat(seven.score(MeanGeometry.ORTHOPLEX)).isEmpty();
    assertThat(seven.score(MeanGeometry.SRG)).isEmpty();
    StructureScores three = StructureScores.of(Means.gram(TestMeans.srg(3)));
    assertThat(score(three, MeanGeometry.SRG)).isNaN(); // T(3) is complete
    assertThat(three.score(MeanGeometry.SRG).orElseThrow().cosine()).isCloseTo(1, within(1e-15));
    StructureScores two = StructureScores.of(Means.gram(TestMeans.orthoplex(2)));
    assertThat(score(two, MeanGeometry.ORTHOPLEX)).isNaN(); // one pair
  }

  @Test
  void zeroMeansHaveNoScores() {
    assertThat(StructureScores.of(new DMatrixRMaj(10, 10)).scores())
        .allSatisfy(score -> assertThat(score.score()).isNaN());
  }

  private static double score(StructureScores scores, MeanGeometry structure) {
    return scores.score(structure).orElseThrow().score();
  }

  private static DMatrixRMaj exact(MeanGeometry structure, int classes) {
    return switch (structure) {
      case ORTHOGONAL_FRAME -> TestMeans.orthogonalFrame(classes);
      case SIMPLEX -> TestMeans.simplex(classes);
      case ORTHOPLEX -> TestMeans.orthoplex(classes);
      case SRG -> TestMeans.srg(5);
    };
  }
}
