package org.collapselab.hooks.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StructureScoresTest {
  @ParameterizedTest
  @EnumSource(Structure.class)
  void eachStructureIsItsOwnBestMatch(Structure structure) {
    DMatrixRMaj means = TestMeans.disguise(exact(structure, 10), 24, 5);
    StructureScores scores = StructureScores.of(Means.gram(means));
    StructureScore nearest = scores.nearest().orElseThrow();
    assertThat(nearest.structure()).isEqualTo(structure);
    assertThat(nearest.score()).isCloseTo(1, within(1e-12));
    assertThat(nearest.exact()).isTrue();
    assertThat(scores.margin()).isGreaterThan(0.04);
  }

  @Test
  void scoresBetweenStructuresMatchTheirClosedForms() {
    StructureScores scores = StructureScores.of(Means.gram(TestMeans.srg(5)));
    // ⟨I, 2I+A⟩/(√K·√(4K + 6K)) = 2/√10; the Gram sums to 2K + 6K, so the simplex gets 2K − 8.
    assertThat(score(scores, Structure.ORTHOGONAL_FRAME))
        .isCloseTo(2 / Math.sqrt(10), within(1e-14));
    assertThat(score(scores, Structure.SIMPLEX)).isCloseTo(12 / (10 * 3.0), within(1e-14));
    // The Petersen graph has perfect matchings, so all pairs can be disjoint edges: tr G = 20.
    assertThat(score(scores, Structure.ORTHOPLEX))
        .isCloseTo(20 / (10 * Math.sqrt(20)), within(1e-14));
    assertThat(scores.srgCorrelation().orElseThrow()).isCloseTo(1, within(1e-14));
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
    assertThat(score(scores, Structure.SRG)).isGreaterThan(0.98);
    assertThat(scores.srgCorrelation().orElseThrow()).isGreaterThan(0.9);
    assertThat(scores.score(Structure.SRG).orElseThrow().exact()).isEqualTo(order <= 5);
  }

  @ParameterizedTest
  @CsvSource({"6, 1", "7, 2", "8, 3", "10, 4"})
  void anUndisturbedSrgIsFoundExactlyWhereTheSearchIsHeuristic(int order, long seed) {
    DMatrixRMaj gram = Means.gram(TestMeans.disguise(TestMeans.srg(order), 60, seed));
    assertThat(score(StructureScores.of(gram), Structure.SRG)).isCloseTo(1, within(1e-12));
  }

  @Test
  void theLabelingOfAnOrthoplexPairsOppositeClasses() {
    DMatrixRMaj means = TestMeans.disguise(TestMeans.orthoplex(8), 8, 3);
    DMatrixRMaj gram = Means.gram(means);
    List<Integer> labeling =
        StructureScores.of(gram).score(Structure.ORTHOPLEX).orElseThrow().labeling();
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
    assertThat(seven.score(Structure.ORTHOPLEX)).isEmpty();
    assertThat(seven.score(Structure.SRG)).isEmpty();
    assertThat(seven.srgCorrelation()).isEmpty();
    StructureScores three = StructureScores.of(Means.gram(TestMeans.srg(3)));
    assertThat(score(three, Structure.SRG)).isCloseTo(1, within(1e-15));
    assertThat(three.srgCorrelation()).isEmpty();
  }

  @Test
  void zeroMeansHaveNoNearestStructure() {
    StructureScores scores = StructureScores.of(new DMatrixRMaj(10, 10));
    assertThat(scores.nearest()).isEmpty();
    assertThat(scores.margin()).isNaN();
    assertThat(scores.srgCorrelation().orElseThrow()).isNaN();
  }

  private static double score(StructureScores scores, Structure structure) {
    return scores.score(structure).orElseThrow().score();
  }

  private static DMatrixRMaj exact(Structure structure, int classes) {
    return switch (structure) {
      case ORTHOGONAL_FRAME -> TestMeans.orthogonalFrame(classes);
      case SIMPLEX -> TestMeans.simplex(classes);
      case ORTHOPLEX -> TestMeans.orthoplex(classes);
      case SRG -> TestMeans.srg(5);
    };
  }
}
