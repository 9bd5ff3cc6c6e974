package org.collapselab.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureScheduleTest {
  @Test
  void stepsAreMultiplesAndTheEnd() {
    assertThat(MeasureSchedule.everySteps(4, 10).steps()).containsExactly(0, 4, 8, 10);
    assertThat(MeasureSchedule.everySteps(5, 10).steps()).containsExactly(0, 5, 10);
    assertThat(MeasureSchedule.everySteps(50, 10).steps()).containsExactly(0, 10);
  }

  @Test
  void epochsAreMultiplesOfTheirSteps() {
    assertThat(MeasureSchedule.everyEpochs(2, 3, 14).steps()).containsExactly(0, 6, 12, 14);
  }

  @Test
  void logSpacingIsRoundedAndFreeOfDuplicates() {
    assertThat(MeasureSchedule.logSpaced(4, 1000).steps()).containsExactly(0, 1, 10, 100, 1000);
    assertThat(MeasureSchedule.logSpaced(20, 4).steps()).containsExactly(0, 1, 2, 3, 4);
    assertThat(MeasureSchedule.logSpaced(9, 0).steps()).containsExactly(0);
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "17, 60000", "300, 1234567", "64, 9007199254740993"})
  void bothEndsAreDueAndStepsAscend(int count, long total) {
    MeasureSchedule schedule = MeasureSchedule.logSpaced(count, total);
    assertThat(schedule.isDue(0)).isTrue();
    assertThat(schedule.isDue(total)).isTrue();
    assertThat(schedule.isDue(total + 1)).isFalse();
    assertThat(schedule.steps()).isSorted().doesNotHaveDuplicates();
    assertThat(schedule.steps()[schedule.steps().length - 1]).isEqualTo(total);
  }

  @Test
  void exactlyThePlannedStepsAreDue() {
    MeasureSchedule schedule = MeasureSchedule.logSpaced(12, 500);
    assertThat(LongStream.rangeClosed(-1, 501).filter(schedule::isDue).toArray())
        .isEqualTo(schedule.steps());
  }

  @Test
  void badArgumentsNameTheirRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MeasureSchedule.everySteps(0, 10))
        .withMessageContaining("n must be at least 1, got 0");
    assertThatIllegalArgumentException().isThrownBy(() -> MeasureSchedule.logSpaced(1, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> MeasureSchedule.everySteps(1, -1));
  }
}
