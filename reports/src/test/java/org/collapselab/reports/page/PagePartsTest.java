package org.collapselab.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagePartsTest {
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
  void symbolsGetSubscripts() {
    assertThat(Subscripts.of("M_12")).isEqualTo("M₁₂");
    assertThat(Subscripts.of("σ(M_{3})")).isEqualTo("σ(M₃)");
    assertThat(Subscripts.of("fc2")).isEqualTo("fc2");
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
}
