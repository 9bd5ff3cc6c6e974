package org.collapselab.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPartsTest {
  @ParameterizedTest
  @CsvSource({
    "0.1873214, 0.1873",
    "0.02732, 0.02732",
    "-0.0065321, −0.006532",
    "0, 0",
    "1, 1",
    "2656.21, 2656",
    "56280.4, 56280",
    "5e-6, 5·10⁻⁶",
    "-1.23456e-12, −1.235·10⁻¹²",
    "2.5e7, 2.5·10⁷",
    "NaN, NaN",
    "Infinity, ∞",
    "-Infinity, −∞"
  })
  void numbersHaveFourSignificantDigits(double number, String text) {
    assertThat(Numbers.format(number)).isEqualTo(text);
  }

  @Test
  void numbersThatAreNotThereAreADash() {
    assertThat(Numbers.format(null)).isEqualTo("–");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void labelsKeepTheirDistanceAndOrder(long seed) {
    Random random = new Random(seed);
    List<Double> wishes =
        IntStream.range(0, 8).mapToObj(i -> 40 + 60 * random.nextDouble()).toList();
    double[] placed = AxisLabels.spread(wishes, 14, 120);
    for (int i = 0; i < placed.length; i++) {
      assertThat(placed[i]).isBetween(0.0, 120.0);
      for (int j = 0; j < i; j++) {
        double distance = placed[i] - placed[j];
        assertThat(Math.abs(distance)).isGreaterThanOrEqualTo(14 - 1e-9);
        assertThat(Math.signum(distance)).isEqualTo(Math.signum(wishes.get(i) - wishes.get(j)));
      }
    }
  }

  @Test
  void labelsWithRoomStayWhereTheyBelong() {
    assertThat(AxisLabels.spread(List.of(90.0, 10.0, 50.0), 14, 100)).containsExactly(90, 10, 50);
  }

  @Test
  void smallTablesAreLeftAlone() {
    LongTable table = new LongTable(List.of(series("loss", 100), series("nc1", 10)));
    Thinning thinning = Thinning.of(table, 110);
    assertThat(thinning.thinned()).isFalse();
    assertThat(thinning.table()).isSameAs(table);
  }

  @Test
  void onlyLongSeriesAreThinnedAndTheirEndsAreKept() {
    LongTable table = new LongTable(List.of(series("loss", 100_000), series("nc1", 300)));
    Thinning thinning = Thinning.of(table, 5_000);

    assertThat(thinning.rows()).isEqualTo(100_300);
    assertThat(thinning.table().rows()).isBetween(2_500, 5_000);
    assertThat(thinning.table().series().get(1)).isEqualTo(series("nc1", 300));
    List<Series.Point> loss = thinning.table().series().get(0).points();
    assertThat(loss.get(0).step()).isZero();
    assertThat(loss.get(loss.size() - 1).step()).isEqualTo(99_999);
  }

  @Test
  void strongestColumnsAreOrderedByTheClassOfTheirPeak() {
    DMatrixRMaj means = new DMatrixRMaj(new double[][] {{0, 0.1, 5, 0}, {3, 0.1, 1, 0}});
    assertThat(MeansFigures.strongest(means, 2).data).containsExactly(5, 0, 1, 3);
  }

  @Test
  void symbolsGetSubscripts() {
    assertThat(Symbols.subscripts("M_12")).isEqualTo("M₁₂");
    assertThat(Symbols.subscripts("σ(M_{3})")).isEqualTo("σ(M₃)");
    assertThat(Symbols.subscripts("fc2")).isEqualTo("fc2");
  }

  @Test
  void templatesFillEachPlaceholderOnce() {
    Template template = new Template("{{a}}-{{b}}");
    Map<String, Html> values = Map.of("a", Html.text("{{b}}<"), "b", Html.text("$1"));
    assertThat(template.fill(values)).isEqualTo("{{b}}&lt;-$1");
    assertThatIllegalStateException()
        .isThrownBy(() -> template.fill(Map.of("a", Html.EMPTY)))
        .withMessage("the template asks for {{b}}");
  }

  private static Series series(String quantity, int points) {
    return new Series(
        new SeriesKey("train", new LayerTap("", ""), quantity),
        LongStream.range(0, points).mapToObj(i -> new Series.Point(i, i, 1.0 / (i + 1))).toList());
  }
}
