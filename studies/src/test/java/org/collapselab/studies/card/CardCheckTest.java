package org.collapselab.studies.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.collapselab.models.EngineName;
import org.collapselab.studies.card.CardTask.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of answers, which are invented here. */
class CardCheckTest {
  private static final double MB = 1e6;

  private final List<String> progress = new ArrayList<>();

  /** Answers as a device without faults does. */
  private record Side(UnaryOperator<CardAnswer> fault, Kind faulty) implements CardSide {
    @Override
    public CardAnswer ask(CardTask task) {
      Map<String, double[]> numbers =
          Map.of(
              CardAnswer.OBJECTIVES,
              new double[] {2, 1},
              CardAnswer.OUTPUTS,
              new double[] {3, -4},
              CardAnswer.PROCESS,
              new double[] {500 * MB, 500 * MB, 500 * MB, 510 * MB},
              CardAnswer.CARD,
              new double[] {900 * MB, 900 * MB, 900 * MB, 900 * MB},
              CardAnswer.SPEEDS,
              new double[] {90, 110, 100});
      CardAnswer sound = new CardAnswer(null, "aa", numbers);
      return task.kind() == faulty ? fault.apply(sound) : sound;
    }

    @Override
    public void close() {}
  }

  private static final Side SOUND = new Side(a -> a, Kind.TRAIN);

  private CardReport report(CardSide card, CardSide again, CardSide cpu) {
    return new CardCheck(EngineName.LIBTORCH, CardSize.SMOKE, card, again, cpu, progress::add)
        .run(Map.of("card", "X | 1"));
  }

  private static UnaryOperator<CardAnswer> with(String name, double... values) {
    return sound -> {
      Map<String, double[]> numbers = new HashMap<>(sound.numbers());
      numbers.put(name, values);
      return new CardAnswer(null, sound.hash(), numbers);
    };
  }

  private static Side answering(Kind kind, UnaryOperator<CardAnswer> fault) {
    return new Side(fault, kind);
  }

  @Test
  void aSoundCardPasses() {
    CardReport report = report(SOUND, SOUND, SOUND);
    assertThat(report.passed()).isTrue();
    assertThat(report.markdown())
        .contains("| card | X \\| 1 |")
        .contains("| perceptron: objectives of 2 steps as on the CPU | differ by 0.0e+00")
        .contains("500 MB at first, 510 MB in the end (+10); card 900 MB at first")
        .contains("| ResNet-20 | 8 | 100 (90 to 110) | 100 (90 to 110) | 100 (90 to 110) | 1.00 |")
        .doesNotContain("failed");
    assertThat(progress).contains("card: memory, ResNet-20, batch 8, data auto");
  }

  private static void requireOneFailure(CardReport report, String check) {
    assertThat(report.passed()).isFalse();
    assertThat(report.markdown().lines().filter(line -> line.contains("**failed**")))
        .hasSize(CardNetwork.values().length)
        .allMatch(line -> line.contains(check));
  }

  @Test
  void objectivesOfACardThatRoundsMoreAreFound() {
    CardSide tf32 = answering(Kind.TRAIN, with(CardAnswer.OBJECTIVES, 2.001, 1));
    requireOneFailure(report(tf32, SOUND, SOUND), "objectives");
  }

  @ParameterizedTest
  @ValueSource(doubles = {3.1, Double.NaN})
  void wrongOutputsAreFound(double first) {
    CardSide wrong = answering(Kind.TRAIN, with(CardAnswer.OUTPUTS, first, -4));
    requireOneFailure(report(wrong, SOUND, SOUND), "outputs");
  }

  @Test
  void anotherHashIsFound() {
    UnaryOperator<CardAnswer> other = sound -> new CardAnswer(null, "bb", sound.numbers());
    requireOneFailure(report(SOUND, answering(Kind.TRAIN, other), SOUND), "two processes");
    requireOneFailure(report(answering(Kind.RESUME, other), SOUND, SOUND), "continued");
  }

  @ParameterizedTest
  @ValueSource(strings = {CardAnswer.PROCESS, CardAnswer.CARD})
  void growingMemoryIsFound(String which) {
    CardSide leaking = answering(Kind.MEMORY, with(which, MB, 100 * MB, 200 * MB, 300 * MB));
    requireOneFailure(report(leaking, SOUND, SOUND), "memory");
  }

  /** Whatever fails, the rest is reported, and says why. */
  @Test
  void whatFailsDoesNotHideTheRest() {
    CardSide dying = answering(Kind.TRAIN, sound -> CardAnswer.failed("its process was killed"));
    CardReport report = report(dying, SOUND, SOUND);
    assertThat(report.passed()).isFalse();
    assertThat(report.markdown())
        .contains("as on the CPU | not done: its process was killed | **failed** |")
        .contains("900 MB in the end (+0) | passed |")
        .contains("| 100 (90 to 110) |");
  }

  @Test
  void aSpeedThatIsNotMeasuredIsAFailure() {
    CardSide slow = answering(Kind.SPEED, sound -> CardAnswer.failed("out of memory"));
    CardReport report = report(slow, SOUND, SOUND);
    assertThat(report.passed()).isFalse();
    assertThat(report.markdown()).contains("| not measured: out of memory |");
  }

  @Test
  void theMemoryOfTheCardIsWhatTheToolPrints() {
    assertThat(new CardMemory(List.of("echo", "12")).bytes()).hasValue(12 * 1024 * 1024);
    assertThat(new CardMemory(List.of("echo", "[N/A]")).bytes()).isEmpty();
    assertThat(new CardMemory(List.of("no-such-program")).bytes()).isEmpty();
  }
}
