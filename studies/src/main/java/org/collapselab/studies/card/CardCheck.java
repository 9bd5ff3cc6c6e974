package org.collapselab.studies.card;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.collapselab.models.DataPlace;
import org.collapselab.models.EngineName;
import org.collapselab.studies.card.CardReport.Check;
import org.collapselab.studies.card.CardReport.Speed;
import org.collapselab.studies.card.CardTask.Kind;

/**
 * The acceptance of a card. Every check is made and reported, whatever became of the others.
 *
 * <p>Trainings on two devices drift apart as rounding is amplified from step to step; the bounds
 * are for the few steps that are compared here.
 */
public final class CardCheck {
  /**
   * Largest difference of an objective, relative to it. Over 10 steps of 128 digits, the two
   * engines on one CPU differ by 1e-5; TF32, which has 10 bits of a product's factors, by far more.
   */
  static final double OBJECTIVE_BOUND = 1e-4;

  /**
   * Largest norm of the difference of the outputs, relative to their norm; the same two differ by
   * 1.2e-4 for ResNet-20, whose running statistics amplify it.
   */
  static final double OUTPUT_BOUND = 1e-2;

  /** What memory may grow by; 2,000 steps that lose a batch of 128 digits each lose 800 MB. */
  static final double GROWTH_BOUND = 100e6;

  private final EngineName engine;
  private final CardSize size;
  private final CardSide card;
  private final CardSide again;
  private final CardSide cpu;
  private final Consumer<String> progress;

  /**
   * @param engine that computes
   * @param card the device in question
   * @param again the same in another process
   * @param cpu what it is compared with
   * @param progress is told what is being done
   */
  public CardCheck(
      EngineName engine,
      CardSize size,
      CardProcess card,
      CardProcess again,
      CardProcess cpu,
      Consumer<String> progress) {
    this(engine, size, (CardSide) card, again, cpu, progress);
  }

  CardCheck(
      EngineName engine,
      CardSize size,
      CardSide card,
      CardSide again,
      CardSide cpu,
      Consumer<String> progress) {
    this.engine = engine;
    this.size = size;
    this.card = card;
    this.again = again;
    this.cpu = cpu;
    this.progress = progress;
  }

  /**
   * Makes all checks and measures all speeds.
   *
   * @param facts what was checked: card, engine, versions
   */
  public CardReport run(Map<String, String> facts) {
    List<Check> checks = new ArrayList<>();
    for (CardNetwork network : CardNetwork.values()) {
      checks.addAll(checks(network));
    }
    List<Speed> speeds = new ArrayList<>();
    for (CardNetwork network : CardNetwork.values()) {
      for (int batch : size.speedBatches()) {
        speeds.add(speed(network, batch));
      }
    }
    return new CardReport(facts, checks, speeds);
  }

  private Speed speed(CardNetwork network, int batch) {
    CardTask task = new CardTask(Kind.SPEED, network, batch, DataPlace.COPIED);
    Optional<CardAnswer> resident =
        engine.keepsData()
            ? Optional.of(ask("card", card, task.with(DataPlace.RESIDENT)))
            : Optional.empty();
    return new Speed(network, batch, ask("card", card, task), resident, ask("CPU", cpu, task));
  }

  private CardAnswer ask(String who, CardSide side, CardTask task) {
    progress.accept("%s: %s".formatted(who, task.words()));
    return side.ask(task);
  }

  private List<Check> checks(CardNetwork network) {
    CardTask train = new CardTask(Kind.TRAIN, network, size.batch(), DataPlace.COPIED);
    CardAnswer here = ask("card", card, train);
    CardAnswer there = ask("CPU", cpu, train);
    CardAnswer second = ask("card, another process", again, train);
    CardAnswer resumed = ask("card", card, train.with(Kind.RESUME));
    CardAnswer memory = ask("card", card, train.with(Kind.MEMORY).with(DataPlace.AUTO));
    String name = network.label();
    int steps = size.steps();
    List<Check> checks = new ArrayList<>();
    checks.add(
        check(
            "%s: objectives of %d steps as on the CPU".formatted(name, steps),
            () -> agreement(furthest(here, there), OBJECTIVE_BOUND),
            here,
            there));
    checks.add(
        check(
            "%s: outputs after %d steps as on the CPU".formatted(name, steps),
            () -> agreement(distance(here, there), OUTPUT_BOUND),
            here,
            there));
    checks.add(
        check(
            "%s: the same weights in two processes".formatted(name),
            () -> sameHash(here, second),
            here,
            second));
    checks.add(
        check(
            "%s: the same weights when continued at half of the steps".formatted(name),
            () -> sameHash(here, resumed),
            here,
            resumed));
    if (engine.keepsData()) {
      CardAnswer resident = ask("card", card, train.with(DataPlace.RESIDENT));
      checks.add(
          check(
              "%s: the same weights with resident data".formatted(name),
              () -> sameHash(here, resident),
              here,
              resident));
    }
    checks.add(
        check(
            "%s: memory over %,d steps".formatted(name, size.memorySteps()),
            () -> flat(memory),
            memory));
    return checks;
  }

  /** A finding and whether it is as it should be. */
  private record Verdict(String finding, boolean passed) {}

  @FunctionalInterface
  private interface Judge {
    Verdict verdict();
  }

  /** Fails with their reasons if one of the answers that it needs is missing. */
  private static Check check(String what, Judge judge, CardAnswer... needed) {
    List<String> failures =
        Stream.of(needed)
            .filter(answer -> !answer.isDone())
            .map(CardAnswer::failure)
            .distinct()
            .toList();
    if (!failures.isEmpty()) {
      return new Check(what, "not done: " + String.join("; ", failures), false);
    }
    Verdict verdict = judge.verdict();
    return new Check(what, verdict.finding, verdict.passed);
  }

  private static Verdict agreement(double difference, double bound) {
    String finding = "differ by %.1e at most; allowed: %.0e".formatted(difference, bound);
    return new Verdict(finding, difference <= bound);
  }

  /** The largest relative difference of two objectives of the same step; NaN if one has none. */
  private static double furthest(CardAnswer here, CardAnswer there) {
    double[] a = here.get(CardAnswer.OBJECTIVES);
    double[] b = there.get(CardAnswer.OBJECTIVES);
    double largest = a.length == b.length ? 0 : Double.NaN;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]) / Math.abs(b[i]));
    }
    return largest;
  }

  private static double distance(CardAnswer here, CardAnswer there) {
    double[] a = here.get(CardAnswer.OUTPUTS);
    double[] b = there.get(CardAnswer.OUTPUTS);
    if (a.length != b.length) {
      return Double.NaN;
    }
    double square = 0;
    for (int i = 0; i < a.length; i++) {
      square += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(square / DoubleStream.of(b).map(x -> x * x).sum());
  }

  private static Verdict sameHash(CardAnswer first, CardAnswer second) {
    boolean same = first.hash().equals(second.hash());
    String finding =
        same
            ? "equal, hash " + start(first.hash())
            : "hash %s, then %s".formatted(start(first.hash()), start(second.hash()));
    return new Verdict(finding, same);
  }

  private static String start(String hash) {
    return hash.substring(0, Math.min(12, hash.length()));
  }

  private static Verdict flat(CardAnswer memory) {
    double[] process = memory.get(CardAnswer.PROCESS);
    double[] used = memory.get(CardAnswer.CARD);
    String finding = "process " + range(process);
    finding += used.length == 0 ? "; no card" : "; card " + range(used);
    return new Verdict(
        finding,
        growth(process) <= GROWTH_BOUND && (used.length == 0 || growth(used) <= GROWTH_BOUND));
  }

  private static String range(double[] bytes) {
    return "%,.0f MB at first, %,.0f MB in the end (%+.0f)"
        .formatted(most(bytes, 0) / 1e6, most(bytes, 3) / 1e6, growth(bytes) / 1e6);
  }

  /** From the most in the first quarter to the most in the last one. */
  private static double growth(double[] bytes) {
    return most(bytes, 3) - most(bytes, 0);
  }

  private static double most(double[] values, int quarter) {
    int from = quarter * values.length / 4;
    int to = Math.max(from + 1, (quarter + 1) * values.length / 4);
    return Arrays.stream(values, from, to).max().orElse(Double.NaN);
  }
}
