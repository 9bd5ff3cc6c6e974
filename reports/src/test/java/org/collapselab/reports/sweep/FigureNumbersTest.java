package org.collapselab.reports.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.collapselab.reports.testing.PageData;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that charts show, against those worked out by hand from a small sweep. */
class FigureNumbersTest {
  private static final double ROUNDING = 1e-12;
  private static final double SQRT2 = Math.sqrt(2);

  @TempDir Path dir;

  @BeforeEach
  void write() throws IOException {
    write(
        "trials.csv",
        """
        trial,setting,lambda,seed,state,reason,seconds,loss,loss_dnc,verdict
        s1-seed0,1,0.002,0,completed,,1,0.10,0.2,DNC
        s1-seed1,1,0.002,1,completed,,1,0.14,0.2,low rank
        s2-seed0,2,0.004,0,completed,,1,0.30,0.4,DNC
        s2-seed1,2,0.004,1,diverged,NaN,1,,,diverged
        """);
    write(
        "curves.csv",
        """
        trial,quantity,step,value
        s1-seed0,loss,1,1
        s1-seed0,loss,10,0.10
        s1-seed1,loss,1,3
        s1-seed1,loss,5,0.14
        s2-seed0,loss,1,0.30
        """);
    write(
        "spectra.csv",
        """
        trial,layer,tap,index,singular_value
        s1-seed0,1,pre,1,3
        s1-seed0,1,pre,2,1
        s1-seed1,1,pre,1,5
        s1-seed1,1,pre,2,1
        """);
    write(
        "predictions.csv",
        """
        setting,structure,layer,tap,index,singular_value
        1,dnc,1,pre,1,2.5
        1,dnc,1,pre,2,1.5
        """);
    write(
        "jumps.csv",
        """
        trial,step,from,to
        s1-seed0,3,4,2
        s1-seed1,4,4,2
        s1-seed1,9,2,3
        s2-seed0,7,4,2
        """);
    Path matrices = Files.createDirectories(dir.resolve("matrices/s1-seed0"));
    NpyFile.write(
        matrices.resolve("M_1.npy"), NpyArray.of(new DMatrixRMaj(new double[][] {{1, 2}, {0, 2}})));
  }

  @Test
  void curvesAreMeansAndSpreadsOverSeedsWhichKeepTheirLastValue() throws IOException {
    PageData data = page(figure(FigureConfig.Type.CURVES, "", List.of("loss"), List.of()));
    assertThat(data.numbers("figure-1-1-mean", 0, "step")).containsExactly(1.0, 5.0, 10.0);
    near(data, "figure-1-1-mean", "value", 2, 0.57, 0.12);
    near(data, "figure-1-1-mean", "low", 2 - SQRT2, 0.57 - 0.43 * SQRT2, 0.12 - 0.02 * SQRT2);
    near(data, "figure-1-1-mean", "high", 2 + SQRT2, 0.57 + 0.43 * SQRT2, 0.12 + 0.02 * SQRT2);
    assertThat(data.numbers("figure-1-1-runs", 1, "value")).containsExactly(3.0, 0.14);
  }

  @Test
  void linesAreMeansOfCompletedSeedsAndSharesWithWilsonsInterval() throws IOException {
    PageData data =
        page(figure(FigureConfig.Type.LINES, "lambda", List.of("loss", "verdict=DNC"), List.of()));
    near(data, "figure-1-1", "x", 0.002);
    near(data, "figure-1-1", "value", 0.12);
    near(data, "figure-1-1", "low", 0.12 - 0.02 * SQRT2);
    near(data, "figure-1-1", "high", 0.12 + 0.02 * SQRT2);
    near(data, "figure-1-1", "n", 2);
    near(data, "figure-1-1-trials", "value", 0.10, 0.14);
    assertThat(data.numbers("figure-1-2", 0, "value")).containsExactly(0.5);
    assertThat(data.numbers("figure-1-2", 0, "low").get(0)).isCloseTo(0.0945, within(5e-5));
    assertThat(data.numbers("figure-1-2", 0, "high").get(0)).isCloseTo(0.9055, within(5e-5));
    assertThat(data.numbers("figure-1-2", 1, "value")).containsExactly(1.0);
  }

  @Test
  void cellsOfAHeatMapAreMeansOfNumbersAndTheMostFrequentOutcome() throws IOException {
    PageData data =
        page(
            figure(FigureConfig.Type.HEAT, "lambda", List.of("state"), List.of("loss", "verdict")));
    assertThat(data.same("figure-1-1", 0, "x")).isEqualTo("0.002");
    assertThat(data.same("figure-1-1", 0, "y")).isEqualTo("completed");
    near(data, "figure-1-1", "value", 0.12);
    assertThat(data.same("figure-1-1", 0, "text")).isEqualTo("0.12");
    assertThat(data.same("figure-1-2", 0, "category")).isEqualTo("DNC");
    near(data, "figure-1-2", "value", 0.5);
  }

  @Test
  void sharesCountEveryTrialWhateverItsEnd() throws IOException {
    PageData data = page(figure(FigureConfig.Type.SHARES, "lambda", List.of(), List.of("verdict")));
    assertThat(data.same("figure-1-1", 0, "value")).isEqualTo("DNC");
    assertThat(data.same("figure-1-1", 0, "tip")).isEqualTo("1 of 2");
    near(data, "figure-1-1", "from", 0);
    near(data, "figure-1-1", "to", 0.5);
    assertThat(data.same("figure-1-1", 3, "bar")).isEqualTo("0.004");
    assertThat(data.same("figure-1-1", 3, "value")).isEqualTo("diverged");
    assertThat(data.numbers("figure-1-1", 3, "from")).containsExactly(0.5);
    assertThat(data.numbers("figure-1-1", 3, "to")).containsExactly(1.0);
  }

  @Test
  void spectraAreMeansOfTheIthValueBesideThePredictedOnes() throws IOException {
    PageData data = page(figure(FigureConfig.Type.SPECTRA, "", List.of(), List.of()));
    assertThat(data.same("figure-1-1", 0, "panel")).isEqualTo("M₁");
    near(data, "figure-1-1", "value", 4, 1);
    near(data, "figure-1-1", "low", 4 - SQRT2, 1);
    near(data, "figure-1-1", "high", 4 + SQRT2, 1);
    assertThat(data.same("figure-1-1", 3, "kind")).isEqualTo("DNC");
    assertThat(data.numbers("figure-1-1", 3, "value")).containsExactly(2.5, 1.5);
  }

  /** MᵀM of rows (1, 2) and (0, 2) is (1, 2), (2, 8). */
  @Test
  void matricesAreDividedByTheirLargestEntryAndGramMatricesAreInnerProducts() throws IOException {
    PageData data = page(figure(FigureConfig.Type.MATRICES, "", List.of(), List.of()));
    assertThat(data.same("figure-1-1", 0, "panel")).isEqualTo("M₁");
    assertThat(data.numbers("figure-1-1", 0, "value"))
        .containsExactlyInAnyOrder(0.5, 1.0, 0.0, 1.0);
    assertThat(data.same("figure-1-1", 1, "panel")).isEqualTo("Gram matrix of M₁");
    near(data, "figure-1-1", 1, "value", 0.125, 0.25, 0.25, 1);
  }

  @Test
  void jumpsAreCountedByTheRanksBeforeAndAfter() throws IOException {
    PageData data = page(figure(FigureConfig.Type.JUMPS, "", List.of(), List.of()));
    assertThat(data.same("figure-1", 0, "from")).isEqualTo("4");
    assertThat(data.same("figure-1", 0, "to")).isEqualTo("2");
    assertThat(data.same("figure-1", 0, "direction")).isEqualTo("down");
    near(data, "figure-1", "count", 3);
    assertThat(data.same("figure-1", 1, "direction")).isEqualTo("up");
    near(data, "figure-1", 1, "count", 1);
  }

  private static void near(PageData data, String dataset, String column, double... expected) {
    near(data, dataset, 0, column, expected);
  }

  private static void near(
      PageData data, String dataset, int block, String column, double... expected) {
    List<Double> found = data.numbers(dataset, block, column);
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found.get(i)).isCloseTo(expected[i], within(ROUNDING));
    }
  }

  private static FigureConfig figure(
      FigureConfig.Type type, String x, List<String> y, List<String> of) {
    return new FigureConfig(type, "", "", x, y, of, "", "", List.of(), false, false);
  }

  private PageData page(FigureConfig figure) throws IOException {
    SyntheticSweep sweep = new SyntheticSweep(2, Map.of("lambda", List.of("0.002", "0.004")));
    return PageData.of(SweepReportWriter.write(dir, sweep.config("plain", figure)));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(dir.resolve(file), text);
  }
}
