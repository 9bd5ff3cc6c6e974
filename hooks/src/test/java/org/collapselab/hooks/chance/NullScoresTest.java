package org.collapselab.hooks.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.collapselab.hooks.metric.MeanGeometry;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.hooks.metric.StructureScore;
import org.collapselab.hooks.metric.StructureScores;
import org.collapselab.theory.TriangularGraph;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NullScoresTest {
  /** A thousand draws leave about 0.01 open; the numbers are those of docs/metrics.md. */
  private static final double SAMPLING = 0.015;

  @ParameterizedTest
  @CsvSource({
    "3, true, 0.55, 0.33, 0.48",
    "5, true, 0.63, 0.36, 0.51",
    "7, true, 0.68, 0.38, 0.53",
    "10, true, 0.73, 0.39, 0.53",
    "5, false, 0.61, 0.48, 0.61",
    "10, false, 0.73, 0.50, 0.61"
  })
  void levelsOfTenRandomClassMeansOfWidth64(
      int rank, boolean rectified, double frame, double orthoplex, double srg) {
    NullScores scores = NullScores.of(new RandomMeans(10, rank, 64, rectified));
    assertThat(level(scores, MeanGeometry.ORTHOGONAL_FRAME)).isCloseTo(frame, within(SAMPLING));
    assertThat(level(scores, MeanGeometry.SIMPLEX))
        .isEqualTo(level(scores, MeanGeometry.ORTHOGONAL_FRAME));
    assertThat(level(scores, MeanGeometry.ORTHOPLEX)).isCloseTo(orthoplex, within(SAMPLING));
    assertThat(level(scores, MeanGeometry.SRG)).isCloseTo(srg, within(SAMPLING));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.51, 0.62", "0.8, 0.53, 0.63", "0.95, 0.54, 0.63"})
  void levelsOfNoisyFramesOfTenClasses(double correlation, double orthoplex, double srg) {
    NullScores scores = NullScores.of(new NoisyFrame(10, correlation));
    assertThat(level(scores, MeanGeometry.ORTHOPLEX)).isCloseTo(orthoplex, within(SAMPLING));
    assertThat(level(scores, MeanGeometry.SRG)).isCloseTo(srg, within(SAMPLING));
  }

  /** What makes the entries off the diagonal the better ones to compare. */
  @ParameterizedTest
  @CsvSource({"5, 0.56, 0.66", "6, 0.58, 0.68", "7, 0.59, 0.69"})
  void withTheDiagonalRandomMeansWouldSeemToMatchSrg(int rank, double mean, double level) {
    double[] scores = withDiagonal(new RandomMeans(10, rank, 64, true));
    assertThat(Arrays.stream(scores).average().orElseThrow()).isCloseTo(mean, within(SAMPLING));
    assertThat(scores[949]).isCloseTo(level, within(SAMPLING));
  }

  @Test
  void withTheDiagonalNoisyFramesWouldSeemToMatchSrg() {
    double[] scores = withDiagonal(new NoisyFrame(10, 0.85));
    assertThat(Arrays.stream(scores).average().orElseThrow()).isCloseTo(0.76, within(SAMPLING));
    assertThat(scores[949]).isCloseTo(0.79, within(SAMPLING));
  }

  /** Correlation of all entries with those of 2I + A, ascending. */
  private static double[] withDiagonal(NullModel model) {
    TriangularGraph graph = new TriangularGraph(5);
    Random random = new Random(2);
    double[] scores = new double[1000];
    for (int draw = 0; draw < scores.length; draw++) {
      DMatrixRMaj gram = model.draw(random);
      List<Integer> edges =
          StructureScores.of(gram).score(MeanGeometry.SRG).orElseThrow().labeling();
      DMatrixRMaj target = new DMatrixRMaj(10, 10);
      for (int i = 0; i < 10; i++) {
        for (int j = 0; j < 10; j++) {
          boolean adjacent = graph.adjacent(edges.get(i), edges.get(j));
          target.set(i, j, i == j ? 2 : adjacent ? 1 : 0);
        }
      }
      CommonOps_DDRM.add(gram, -CommonOps_DDRM.elementSum(gram) / 100);
      CommonOps_DDRM.add(target, -CommonOps_DDRM.elementSum(target) / 100);
      double norms = NormOps_DDRM.normF(gram) * NormOps_DDRM.normF(target);
      CommonOps_DDRM.elementMult(gram, target);
      scores[draw] = CommonOps_DDRM.elementSum(gram) / norms;
    }
    Arrays.sort(scores);
    return scores;
  }

  /**
   * Four classes: the six entries off the diagonal are independent if the noise is weak, so their
   * direction, less the mean, is uniform in R⁵. The three pairings are 120° apart in a plane, on
   * which its projection has a length r with P(r > x) = (1 − x²)^{3/2} and any angle.
   */
  @Test
  void theLevelOfFourClassesWithWeakNoiseIsThatOfTheClosedForm() {
    double level = level(NullScores.of(new NoisyFrame(4, 0.95)), MeanGeometry.ORTHOPLEX);
    int steps = 1000;
    double above = 0;
    for (int i = 0; i < steps; i++) {
      double x = level / Math.cos(Math.PI / 3 * (i + 0.5) / steps);
      above += x < 1 ? Math.pow(1 - x * x, 1.5) / steps : 0;
    }
    assertThat(above).isCloseTo(0.05, within(0.02)); // three standard deviations
  }

  @ParameterizedTest
  @CsvSource({"10, 0.8", "10, 0.95", "4, 0.9", "21, 0.75"})
  void aNoisyFrameHasTheCorrelationAskedFor(int classes, double correlation) {
    NoisyFrame frame = new NoisyFrame(classes, correlation);
    for (int i = 0; i < 20; i++) {
      double noise = frame(new NoisyFrame(classes, 0).draw(new Random(i)));
      double found = frame(frame.draw(new Random(i)));
      assertThat(found).isCloseTo(Math.max(correlation, noise), within(1e-4));
    }
  }

  @Test
  void theCorrelationOfANoisyFrameIsRounded() {
    assertThat(NoisyFrame.like(10, 0.834).correlation()).isCloseTo(0.85, within(1e-12));
    assertThat(NoisyFrame.like(10, 0.999).correlation()).isEqualTo(0.95);
    assertThat(NoisyFrame.like(10, -0.3).correlation()).isZero();
  }

  @Test
  void randomMeansHaveTheirRank() {
    DMatrixRMaj gram = new RandomMeans(10, 4, 30, false).draw(new Random(1));
    assertThat(Spectrum.of(gram).numericalRank(1e-9)).isEqualTo(4);
    DMatrixRMaj rectified = new RandomMeans(10, 4, 30, true).draw(new Random(1));
    assertThat(CommonOps_DDRM.elementMin(rectified)).isNotNegative();
  }

  @Test
  void whatMeansAreComparedWithFollowsFromThem() {
    DMatrixRMaj means = new DMatrixRMaj(10, 512);
    CommonOps_DDRM.fill(means, 1);
    assertThat(RandomMeans.like(means, 7)).isEqualTo(new RandomMeans(10, 7, 256, true));
    means.set(3, 4, -1);
    assertThat(RandomMeans.like(means, 0)).isEqualTo(new RandomMeans(10, 1, 256, false));
    assertThat(RandomMeans.like(new DMatrixRMaj(10, 3), 7).rank()).isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomMeans(10, 11, 64, true))
        .withMessage("rank must be in 1 … 10, got 11");
  }

  @Test
  void placesCountTheDrawsBelow() {
    NullScores scores = NullScores.of(new RandomMeans(4, 2, 8, false));
    assertThat(place(scores, 2).below()).isEqualTo(1);
    assertThat(place(scores, -2).below()).isZero();
    NullPlace at = place(scores, place(scores, 0).level());
    assertThat(at.below()).isEqualTo(0.949);
    assertThat(at.draws()).isEqualTo(1000);
  }

  private static NullPlace place(NullScores scores, double score) {
    return scores.place(
        new StructureScore(MeanGeometry.ORTHOGONAL_FRAME, score, 0, List.of(), true));
  }

  private static double level(NullScores scores, MeanGeometry geometry) {
    return scores.place(new StructureScore(geometry, 0, 0, List.of(), true)).level();
  }

  private static double frame(DMatrixRMaj gram) {
    return StructureScores.of(gram).score(MeanGeometry.ORTHOGONAL_FRAME).orElseThrow().score();
  }
}
