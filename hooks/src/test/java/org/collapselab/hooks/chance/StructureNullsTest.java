package org.collapselab.hooks.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.collapselab.hooks.metric.MeanGeometry;
import org.collapselab.hooks.metric.Means;
import org.collapselab.hooks.metric.StructureScores;
import org.collapselab.hooks.metric.TestMeans;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructureNullsTest {
  private final StructureNulls nulls = new StructureNulls();

  private StructureFinding finding(DMatrixRMaj means, int rank) {
    return nulls.place(StructureScores.of(Means.gram(means)), RandomMeans.like(means, rank));
  }

  private MeanGeometry found(DMatrixRMaj means, int rank) {
    return finding(means, rank).found().orElseThrow().score().geometry();
  }

  @ParameterizedTest
  @EnumSource
  void aStructureWithSomeNoiseIsFound(MeanGeometry geometry) {
    DMatrixRMaj means =
        TestMeans.disguise(
            switch (geometry) {
              case ORTHOGONAL_FRAME -> TestMeans.orthogonalFrame(10);
              case SIMPLEX -> TestMeans.simplex(10);
              case ORTHOPLEX -> TestMeans.orthoplex(10);
              case SRG -> TestMeans.srg(5);
            },
            24,
            5);
    DMatrixRMaj noise = TestMeans.gaussian(10, 24, 6);
    for (int i = 0; i < means.getNumElements(); i++) {
      means.data[i] += 0.03 * noise.data[i];
    }
    assertThat(found(means, 10)).isEqualTo(geometry);
  }

  /** The test is one at 5 %. */
  @Test
  void noStructureOffTheDiagonalIsFoundInNoise() {
    int srg = 0;
    int draws = 400;
    for (int seed = 0; seed < draws; seed++) {
      DMatrixRMaj means = TestMeans.gaussian(10, 10, 1000 + seed);
      for (PlacedScore placed : finding(means, 10).scores()) {
        boolean isSrg = placed.score().geometry() == MeanGeometry.SRG;
        srg += isSrg && placed.beatsChance() ? 1 : 0;
      }
    }
    assertThat((double) srg / draws).isBetween(0.005, 0.09);
  }

  @Test
  void aNoisyFrameIsAFrameAndNothingElse() {
    Random random = new Random(4);
    RandomMeans like = new RandomMeans(10, 10, 10, false);
    int others = 0;
    for (int i = 0; i < 40; i++) {
      StructureScores scores = StructureScores.of(new NoisyFrame(10, 0.9).draw(random));
      StructureFinding finding = nulls.place(scores, like);
      others += (int) finding.scores().stream().skip(1).filter(PlacedScore::beatsChance).count();
      assertThat(finding.found().orElseThrow().score().geometry())
          .isIn(MeanGeometry.ORTHOGONAL_FRAME, MeanGeometry.SIMPLEX);
    }
    assertThat(others).isLessThan(12); // of 80, at 5 % each
  }

  @Test
  void offTheDiagonalBothNullsMustBeBeaten() {
    StructureFinding finding = finding(TestMeans.srg(5), 5);
    assertThat(finding.scores())
        .extracting(placed -> placed.score().geometry())
        .containsExactly(MeanGeometry.SRG, MeanGeometry.ORTHOGONAL_FRAME, MeanGeometry.ORTHOPLEX);
    PlacedScore srg = finding.best().orElseThrow();
    assertThat(srg.nulls())
        .extracting(NullPlace::model)
        .containsExactly(new RandomMeans(10, 5, 5, true), new NoisyFrame(10, 0.65));
    double random = srg.nulls().get(0).level();
    double frame = srg.nulls().get(1).level();
    assertThat(srg.chance()).isEqualTo(Math.max(random, frame)).isGreaterThan(random);
    assertThat(srg.nulls()).allSatisfy(place -> assertThat(place.below()).isEqualTo(1));
    assertThat(finding.scores().get(1).nulls()).hasSize(1);
  }

  @Test
  void sixClassesTellSrgFromOrthoplexByTheCommonComponent() {
    // T(4) is the octahedron: 2I + A = (I − P) + J.
    assertThat(found(TestMeans.srg(4), 4)).isEqualTo(MeanGeometry.SRG);
    assertThat(found(TestMeans.orthoplex(6), 3)).isEqualTo(MeanGeometry.ORTHOPLEX);
  }

  @Test
  void anExactFrameHasNoOtherScore() {
    assertThat(finding(TestMeans.simplex(10), 9).scores()).hasSize(1);
    assertThat(found(TestMeans.simplex(10), 9)).isEqualTo(MeanGeometry.SIMPLEX);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void fewClassesCanBeAFrameToo(int classes) {
    StructureFinding finding = finding(TestMeans.orthogonalFrame(classes), classes);
    assertThat(finding.found().orElseThrow().score().geometry())
        .isEqualTo(MeanGeometry.ORTHOGONAL_FRAME);
    assertThat(finding.scores()).hasSize(1);
  }

  /** Two narrow means often vanish together behind a ReLU, and then match anything. */
  @Test
  void twoClassesOfWidthTwoAreNeverFound() {
    StructureFinding finding = finding(TestMeans.orthogonalFrame(2), 2);
    assertThat(finding.best().orElseThrow().score().score()).isCloseTo(1, within(1e-12));
    assertThat(finding.found()).isEmpty();
  }

  @Test
  void meansThatCoincideHaveNoStructure() {
    StructureFinding finding = finding(new DMatrixRMaj(10, 12), 0);
    assertThat(finding.scores()).isEqualTo(List.of());
    assertThat(finding.best()).isEmpty();
    assertThat(finding.found()).isEmpty();
  }
}
