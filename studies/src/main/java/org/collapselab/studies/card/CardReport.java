package org.collapselab.studies.card;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found about a card. */
public final class CardReport {
  private final Map<String, String> facts;
  private final List<Check> checks;
  private final List<Speed> speeds;

  /**
   * One check.
   *
   * @param what was checked
   * @param finding in words
   */
  record Check(String what, String finding, boolean passed) {}

  /**
   * How fast a network trains.
   *
   * @param card with batches that are copied to the card
   * @param resident with the training set on the card; empty if the engine does not keep it there
   * @param cpu with batches that are copied
   */
  record Speed(
      CardNetwork network,
      int batch,
      CardAnswer card,
      Optional<CardAnswer> resident,
      CardAnswer cpu) {
    boolean isMeasured() {
      return card.isDone() && cpu.isDone() && fastest().isDone();
    }

    private CardAnswer fastest() {
      return resident.orElse(card);
    }

    String row() {
      return "| %s | %d | %s | %s | %s | %s |%n"
          .formatted(
              network.label(),
              batch,
              range(card),
              resident.map(Speed::range).orElse("–"),
              range(cpu),
              ratio());
    }

    private static String range(CardAnswer answer) {
      if (!answer.isDone()) {
        return "not measured: " + cell(answer.failure());
      }
      double[] sorted = sorted(answer);
      return "%,.0f (%,.0f to %,.0f)"
          .formatted(median(answer), sorted[0], sorted[sorted.length - 1]);
    }

    private String ratio() {
      return isMeasured() ? "%.2f".formatted(median(fastest()) / median(cpu)) : "";
    }

    private static double median(CardAnswer answer) {
      double[] sorted = sorted(answer);
      int n = sorted.length;
      return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    private static double[] sorted(CardAnswer answer) {
      double[] sorted = answer.get(CardAnswer.SPEEDS).clone();
      Arrays.sort(sorted);
      return sorted;
    }
  }

  CardReport(Map<String, String> facts, List<Check> checks, List<Speed> speeds) {
    this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    this.checks = List.copyOf(checks);
    this.speeds = List.copyOf(speeds);
  }

  /** Whether all checks passed and all speeds were measured. */
  public boolean passed() {
    return checks.stream().allMatch(Check::passed) && speeds.stream().allMatch(Speed::isMeasured);
  }

  /** Three tables: what was checked, the checks, the speeds. */
  public String markdown() {
    StringBuilder text = new StringBuilder("| | |%n|---|---|%n".formatted());
    facts.forEach((name, value) -> text.append("| %s | %s |%n".formatted(name, cell(value))));
    text.append("%n| Check | Finding | |%n|---|---|---|%n".formatted());
    for (Check check : checks) {
      String verdict = check.passed() ? "passed" : "**failed**";
      text.append("| %s | %s | %s |%n".formatted(check.what(), cell(check.finding()), verdict));
    }
    text.append(
        "%n| Samples/s: median (range) | Batch | Card | Card, data resident | CPU | Card : CPU |%n|---|---|---|---|---|---|%n"
            .formatted());
    speeds.forEach(speed -> text.append(speed.row()));
    return text.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
