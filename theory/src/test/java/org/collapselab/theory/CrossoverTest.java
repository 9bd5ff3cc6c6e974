package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where SRG beats DNC in ReLU models: c_SRG / c_DNC and its variants, by depth L and r. */
class CrossoverTest {

  // The constant row ties with DNC exactly at L = 3, r = 10 (c^4 = 45^4): rounding is not a win.
  private static final double ROUNDING = 1e-12;

  /**
   * One comparison. The ratios of SRG and of its constant-row variant are the same for MSE and
   * cross-entropy, as W_L and the fit are shared; subset neurons have a W_L of their own, and their
   * ratio is that of MSE. The loss grows with c at every Λ, so a ratio below 1 means a lower loss.
   */
  private record Row(
      int depth,
      int vertices,
      int classes,
      double srgRatio,
      double constantRowRatio,
      double gamma,
      double subsetRatio) {

    boolean srgWins() {
      return srgRatio < 1 - ROUNDING;
    }

    boolean constantRowWins() {
      return constantRowRatio < 1 - ROUNDING;
    }

    boolean subsetsWin() {
      return subsetRatio < 1 - ROUNDING;
    }
  }

  private static Row row(int depth, int vertices) {
    TriangularGraph graph = new TriangularGraph(vertices);
    ConstantRow best = ConstantRow.best(graph, depth);
    double srg = ratio(Srg.hiddenLogVolume(graph, depth), graph, depth);
    double constantRow =
        best.present()
            ? ratio(SrgConstantRow.hiddenLogVolume(graph, depth, best), graph, depth)
            : srg;
    SubsetCode code = SubsetCode.best(graph, Loss.MSE, Double.POSITIVE_INFINITY).orElseThrow();
    double readout = Math.log(graph.classes());
    double subsets = ratio(SrgSubsets.logVolume(code, depth, Loss.MSE) - readout, graph, depth);
    return new Row(depth, vertices, graph.classes(), srg, constantRow, best.gamma(), subsets);
  }

  /** DNC's hidden factors are L copies of I_K, of squared norm K each; W_L cancels. */
  private static double ratio(double hiddenLogVolume, TriangularGraph graph, int depth) {
    return Math.exp((hiddenLogVolume - depth * Math.log(graph.classes())) / (depth + 1));
  }

  private static List<Row> rows(int depth, int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(r -> row(depth, r)).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "3, 1.056103722,  1.044425409,  1.0366752,    1.010559708",
    "4, 0.9632677196, 0.9013551491, 0.8568921528, 0.6428429149",
    "5, 0.9059563967, 0.8170368053, 0.7547129522, 0.47548131",
  })
  void srgRatiosMatchOutsideValues(int depth, double four, double five, double six, double twenty) {
    assertThat(row(depth, 4).srgRatio()).isCloseTo(four, within(1e-9));
    assertThat(row(depth, 5).srgRatio()).isCloseTo(five, within(1e-9));
    assertThat(row(depth, 6).srgRatio()).isCloseTo(six, within(1e-9));
    assertThat(row(depth, 20).srgRatio()).isCloseTo(twenty, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 7,  1.03119937207,  0",
    "3, 8,  1.02460349156,  0.4039507",
    "3, 10, 1.0,            0.7071068",
    "3, 11, 0.985885262498, 0.7981771",
    "3, 15, 0.931360240949, 1.0296452",
    "3, 20, 0.874861693249, 1.1954485",
    "4, 7,  0.822212291834, 0.3041569",
    "4, 15, 0.640988378824, 0.8997625",
    "5, 20, 0.434616695966, 0.9810062",
  })
  void constantRowRatiosMatchOutsideValues(int depth, int r, double ratio, double gamma) {
    assertThat(row(depth, r).constantRowRatio()).isCloseTo(ratio, within(1e-11));
    assertThat(row(depth, r).gamma()).isCloseTo(gamma, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "3,  1.05409255339,  1.04304488151,  1.03574416865",
    "4,  1.00904668902,  0.928775514619, 0.878841226365",
    "5,  0.923437429963, 0.81680799503,  0.752653324182",
    "6,  0.863550234224, 0.740358528056, 0.668156813266",
    "8,  0.772194381355, 0.632947517661, 0.554364072748",
    "10, 0.704324833625, 0.559211248104, 0.479488096003",
    "12, 0.651051986595, 0.504452172634, 0.425555507795",
    "20, 0.516140604269, 0.375551671858, 0.303811457973",
  })
  void subsetRatiosMatchOutsideValues(int r, double three, double four, double five) {
    assertThat(row(3, r).subsetRatio()).isCloseTo(three, within(1e-11));
    assertThat(row(4, r).subsetRatio()).isCloseTo(four, within(1e-11));
    assertThat(row(5, r).subsetRatio()).isCloseTo(five, within(1e-11));
  }

  @Test
  void atThreeLayersTheSubsetRatioFallsLikeTheFourthRootOfTheClasses() {
    for (Row row : rows(3, 903, 1000)) {
      double limit = row.subsetRatio() * Math.pow(row.classes(), 0.25);
      assertThat(limit).isBetween(1.99, 2.01);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 0, 11, 5", "4, 4, 4, 4", "5, 4, 4, 4"})
  void srgWinsFromAKnownSizeOn(int depth, int plain, int withConstantRow, int withSubsets) {
    for (Row row : rows(depth, 3, 20)) {
      assertThat(row.srgWins()).isEqualTo(plain > 0 && row.vertices() >= plain);
      assertThat(row.constantRowWins()).isEqualTo(row.vertices() >= withConstantRow);
      assertThat(row.subsetsWin()).isEqualTo(row.vertices() >= withSubsets);
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void theRatiosAreThoseOfThePredictedConstants(Loss loss) {
    List<Prediction> predictions = References.predictions(Problems.relu(loss, 66, 4, 1, 1e-4));
    double dnc = predictions.get(0).constant();
    assertThat(predictions.get(1).constant() / dnc).isCloseTo(row(4, 12).srgRatio(), within(1e-13));
    assertThat(predictions.get(2).constant() / dnc)
        .isCloseTo(row(4, 12).constantRowRatio(), within(1e-13));
    double subsets = predictions.get(3).constant() / dnc;
    if (loss == Loss.MSE) {
      assertThat(subsets).isCloseTo(row(4, 12).subsetRatio(), within(1e-13));
    } else {
      assertThat(subsets / row(4, 12).subsetRatio()).isBetween(1.0, 1.01);
    }
  }

  @Test
  void plainSrgAtThreeLayersNeverWinsUpToAThousandVertices() {
    assertThat(rows(3, 3, 1000)).noneMatch(Row::srgWins);
  }
}
