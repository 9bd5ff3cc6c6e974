package org.collapselab.trainer.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collapselab.trainer.store.LastHidden;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.RunTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunExpectationTest {
  private static final LastHidden LAST = new LastHidden(new LayerTap("fc4", "post"));

  private static final String METRICS =
      """
      step,epoch,split,layer,tap,metric,value
      0,0.0000,train,,,accuracy,0.1
      0,0.0000,train,fc4,post,nc1_trace_ratio,9.0
      5,1.0000,train,,,accuracy,0.97
      5,1.0000,train,fc4,post,nc1_trace_ratio,0.05
      5,1.0000,train,fc4,post,cdnv,0.3
      5,1.0000,test,,,accuracy,0.93
      5,1.0000,test,fc4,post,nc1_trace_ratio,0.2
      5,1.0000,train_all,,,accuracy,0.98
      5,1.0000,train_all,,,dufm_objective,0.0747
      5,1.0000,train_all,fc4,post,nc1_trace_ratio,0.04
      5,1.0000,train_all,fc3,weight,rank_numerical,8.0
      5,1.0000,train_all,fc3,post,orthoplex_correlation,NaN
      """;

  @TempDir Path directory;

  private Checked check(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("metrics.csv"), METRICS);
    return RunExpectation.parse(text).check(RunTable.METRICS.read(file, true), LAST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nc1_trace_ratio(last) < 0.05            | 0.04   | true",
        "nc1_trace_ratio(last) < 0.04            | 0.04   | false",
        "nc1_trace_ratio(last) <= 0.04           | 0.04   | true",
        "nc1_trace_ratio(fc4:post, train) < 0.05 | 0.05   | false",
        "nc1_trace_ratio(test, last) ≤ 0.2       | 0.2    | true",
        "cdnv(last) < 1                          | 0.3    | true",
        "accuracy > 0.975                        | 0.98   | true",
        "accuracy(train) >= 0.97                 | 0.97   | true",
        "accuracy(test) > 0.95                   | 0.93   | false",
        "rank_numerical(fc3:weight) <= 8         | 8      | true",
        "rank_numerical(fc3:weight) = 9          | 8      | false",
        "dufm_objective(train_all) = 0.0747      | 0.0747 | true",
        "dufm_objective = 0.0760 ± 2 %           | 0.0747 | true",
        "dufm_objective = 0.0760 +- 1%           | 0.0747 | false",
        "dufm_objective = -0.0747 ± 2 %          | 0.0747 | false",
        "dufm_objective < 7.5e-2                 | 0.0747 | true"
      })
  void theLastValueOfTheSplitIsHeldAgainstTheBound(String text, double value, boolean passed)
      throws IOException {
    Checked checked = check(text);
    assertThat(checked.value()).isEqualTo(value);
    assertThat(checked.passed()).isEqualTo(passed);
    assertThat(checked.reason()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nc1_trace(last) < 1           | metrics.csv has no nc1_trace at fc4:post on train_all or train: no such metric; there are nc1_trace_ratio, cdnv",
        "accuracy(last) < 1            | metrics.csv has no accuracy at fc4:post on train_all or train: there it is on train, test, train_all",
        "cdnv(last, test) < 1          | metrics.csv has no cdnv at fc4:post on test: there it is on train at fc4:post",
        "orthoplex_correlation(fc3:post) < 1 | is not a finite number"
      })
  void aValueThatIsNotThereMissesTheExpectationAndSaysWhatIs(String text, String reason)
      throws IOException {
    Checked checked = check(text);
    assertThat(checked.passed()).isFalse();
    assertThat(checked.value()).isNaN();
    assertThat(checked.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nc1_trace_ratio(last)           | is not an expectation; expected for example nc1_trace_ratio(last) < 0.05",
        "0.05 > accuracy                 | is not an expectation",
        "accuracy((test)) > 1            | is not an expectation",
        "accuracy(test) > high           | \"> high\" is not a bound; expected one of <, <=, >, >=, = and a number",
        "accuracy(test) => 1             | \"=> 1\" is not a bound",
        "accuracy(test) == 1             | \"== 1\" is not a bound",
        "accuracy > 95 %                 | \"> 95 %\" is not a bound",
        "accuracy > 1 ± 2 %              | a tolerance is a percentage > 0 and goes with =",
        "accuracy = 1 ± 0 %              | a tolerance is a percentage > 0 and goes with =",
        "accuracy = 1 ± 2                | \"= 1 ± 2\" is not a bound",
        "accuracy(valid) > 1             | \"valid\" is neither a place nor a split; expected last or LAYER:pre",
        "nc1_pinv(fc4) < 1               | \"fc4\" is neither a place nor a split",
        "nc1_pinv(fc4:out) < 1           | \"fc4:out\" is neither a place nor a split",
        "accuracy() > 1                  | \"\" is neither a place nor a split",
        "accuracy(test, train) > 1       | \"train\" after \"test\": expected one split",
        "nc1_pinv(last, fc4:pre) < 1     | \"fc4:pre\" after \"last\": expected one place"
      })
  void anythingElseIsRefusedWithWhatIsAllowed(String text, String message) {
    assertThatThrownBy(() -> RunExpectation.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void theCanonicalFormNamesThePlaceBeforeTheSplit() throws IOException {
    Checked checked = check("nc1_trace_ratio( test,last )<=2.0e-1");
    assertThat(checked.expectation()).isEqualTo("nc1_trace_ratio(last, test) <= 2.0e-1");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void spacesBetweenWordsAndSignsDoNotMatter(long seed) {
    Random random = new Random(seed);
    List<String> texts =
        List.of(
            "nc1_trace_ratio(fc4:post, test) < 0.05",
            "dufm_objective(train_all) = 0.0747 ± 2 %",
            "balance_gap >= -1.5e-3");
    for (String text : texts) {
      RunExpectation expected = RunExpectation.parse(text);
      assertThat(RunExpectation.parse(respaced(text, random))).isEqualTo(expected);
    }
  }

  /** The same words and signs with other spaces between them. */
  static String respaced(String text, Random random) {
    Matcher tokens = Pattern.compile("[-\\w.:]+|[<>=]+|[^\\s]").matcher(text);
    StringBuilder out = new StringBuilder();
    while (tokens.find()) {
      out.append(" ".repeat(random.nextInt(3))).append(tokens.group());
    }
    return out + " ".repeat(random.nextInt(3));
  }
}
