package org.collapselab.trainer.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.collapselab.trainer.store.sweep.Trials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepExpectationTest {
  private static final String TRIALS =
      """
      trial,setting,lambda,optimizer.rate,seed,state,reason,seconds,loss_over_dnc,verdict,jumps_up,first_jump
      s1-seed1,1,0.004,0.1,1,completed,,1,0.9,low rank,0,7
      s1-seed2,1,0.004,0.1,2,completed,,1,0.8,low rank,0,
      s1-seed3,1,4e-3,0.1,3,diverged,"too large, far",1,,,,
      s2-seed1,2,0.001,0.1,1,completed,,1,1.0,DNC,2,9
      s2-seed2,2,0.001,0.1,2,completed,,1,1.1,DNC,0,9
      """;

  @TempDir Path directory;

  private Checked check(String text, String trials) throws IOException {
    Path file = Files.writeString(directory.resolve("trials.csv"), trials);
    return SweepExpectation.parse(text).check(Trials.read(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "mean(loss_over_dnc) < 1                                ! 0.95 ! true",
        "mean(loss_over_dnc | lambda = 0.0040) < 0.9            ! 0.85 ! true",
        "mean(loss_over_dnc | lambda = 0.001, seed = 2) < 1     ! 1.1  ! false",
        "min(loss_over_dnc) >= 0.8                              ! 0.8  ! true",
        "max(loss_over_dnc | optimizer.rate = 1e-1) <= 1        ! 1.1  ! false",
        "sum(jumps_up) = 0                                      ! 2    ! false",
        "sum(jumps_up | verdict = low rank) = 0                 ! 0    ! true",
        "share(verdict = low rank) >= 0.5                       ! 0.5  ! true",
        "share(verdict = low rank, seed = 1) > 0.25             ! 0.25 ! false",
        "share(verdict = DNC | setting = 2) = 1                 ! 1    ! true",
        "count(verdict = DNC) = 2                               ! 2    ! true",
        "count(state = completed) = 4                           ! 4    ! true",
        "count(state = diverged | lambda = 0.004) = 0           ! 1    ! false",
        "share(state = completed) = 0.8                         ! 0.8  ! true",
        "mean(first_jump | lambda = 0.001) = 9                  ! 9    ! true"
      })
  void completedTrialsThatFulfilTheConditionsCount(String text, double value, boolean passed)
      throws IOException {
    Checked checked = check(text, TRIALS);
    assertThat(checked.value()).isCloseTo(value, org.assertj.core.data.Offset.offset(1e-15));
    assertThat(checked.passed()).isEqualTo(passed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "mean(loss) < 1                   ! trials.csv has no column loss; there are trial, setting, lambda",
        "share(verdikt = DNC) < 1         ! trials.csv has no column verdikt",
        "mean(verdict) < 1                ! s1-seed1 has no number in verdict: \"low rank\"",
        "mean(first_jump) < 10            ! s1-seed2 has no number in first_jump: \"\"",
        "sum(jumps_up | lambda = 0.5) = 0 ! no trial with lambda = 0.5",
        "count(verdict = x | seed = 3) = 0 ! no trial with seed = 3"
      })
  void whatCannotBeFoundIsMissedAndExplained(String text, String reason) throws IOException {
    Checked checked = check(text, TRIALS);
    assertThat(checked.passed()).isFalse();
    assertThat(checked.reason()).startsWith(reason);
  }

  @Test
  void ofNoCompletedTrialNothingIsFound() throws IOException {
    String none = "trial,setting,seed,state,jumps_up\ns1-seed1,1,1,failed,\n";
    assertThat(check("sum(jumps_up) = 0", none).reason()).isEqualTo("no trial completed");
    assertThat(check("count(jumps_up = 1) = 0", none).passed()).isFalse();
    assertThat(check("count(state = failed) = 1", none).passed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "median(loss) < 1               ! \"median\" is unknown; expected one of mean, sum, min, max, share, count",
        "mean < 1                       ! \"\" is not a column of trials.csv",
        "mean(loss = 3) < 1             ! \"loss = 3\" is not a column of trials.csv; expected for example mean(loss_over_dnc)",
        "share(verdict) < 1             ! \"verdict\" is not a condition; expected column = value",
        "share() < 1                    ! \"\" is not a condition",
        "mean(loss | ) < 1              ! \"\" is not a condition",
        "mean(loss | lambda) < 1        ! \"lambda\" is not a condition",
        "mean(loss | lambda = 1,) < 1   ! \"\" is not a condition",
        "mean(loss | lambda < 1) < 1    ! \"lambda < 1\" is not a condition",
        "mean(loss) ~ 1                 ! is not an expectation; expected for example mean(loss_over_dnc) < 1"
      })
  void anythingElseIsRefusedWithWhatIsAllowed(String text, String message) {
    assertThatThrownBy(() -> SweepExpectation.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void spacesBetweenWordsAndSignsDoNotMatter(long seed) {
    Random random = new Random(seed);
    List<String> texts =
        List.of(
            "mean(loss_over_dnc | lambda = 0.004, width = 30) < 0.97",
            "share(verdict = DNC|seed=1) = 0.5 ± 10 %",
            "count(state = completed) = 12");
    for (String text : texts) {
      SweepExpectation expected = SweepExpectation.parse(text);
      assertThat(SweepExpectation.parse(RunExpectationTest.respaced(text, random)))
          .isEqualTo(expected);
      assertThat(expected.quantity() + " " + expected.bound().text())
          .isEqualTo(text.replace("|seed=1", " | seed = 1"));
    }
  }
}
