package org.collapselab.trainer.expect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;

/**
 * What the trials of a sweep are expected to find together, such as {@code mean(loss_over_dnc |
 * width = 30) < 0.97} or {@code share(verdict = low rank) >= 0.5}. It is about completed trials,
 * unless a condition on {@code state} says otherwise.
 *
 * @param column of {@code mean}, {@code sum}, {@code min} and {@code max}; else empty
 * @param counted conditions of {@code share} and {@code count}; else empty
 * @param among conditions after {@code |}
 */
public record SweepExpectation(
    Statistic statistic,
    String column,
    List<Condition> counted,
    List<Condition> among,
    Bound bound) {
  private static final String EXAMPLES =
      "mean(loss_over_dnc) < 1, mean(loss_over_dnc | lambda = 0.004, width = 30) < 0.97,"
          + " share(verdict = low rank) >= 0.5, sum(jumps_up) = 0 or count(state = completed) = 12";

  /** How the trials are summarised. */
  public enum Statistic {
    MEAN,
    SUM,
    MIN,
    MAX,
    SHARE,
    COUNT;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean counts() {
      return this == SHARE || this == COUNT;
    }
  }

  /**
   * Reads a line of {@code expect:}.
   *
   * @throws IllegalArgumentException if it is wrong, saying what is allowed
   */
  public static SweepExpectation parse(String text) {
    Statement statement = Statement.parse(text, EXAMPLES);
    Statistic statistic = statistic(statement.name());
    String inside = statement.arguments().orElse("");
    int bar = inside.indexOf('|');
    String first = (bar < 0 ? inside : inside.substring(0, bar)).strip();
    List<Condition> among = bar < 0 ? List.of() : Condition.parseAll(inside.substring(bar + 1));
    if (statistic.counts()) {
      return new SweepExpectation(
          statistic, "", Condition.parseAll(first), among, statement.bound());
    }
    if (!first.matches("[a-zA-Z][\\w.]*")) {
      throw new IllegalArgumentException(
          "\"%s\" is not a column of trials.csv; expected for example %s(loss_over_dnc)"
              .formatted(first, statistic.label()));
    }
    return new SweepExpectation(statistic, first, List.of(), among, statement.bound());
  }

  private static Statistic statistic(String name) {
    return Stream.of(Statistic.values())
        .filter(each -> each.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"%s\" is unknown; expected one of %s"
                        .formatted(
                            name,
                            String.join(
                                ", ",
                                Stream.of(Statistic.values()).map(Statistic::label).toList()))));
  }

  /** The quantity, such as {@code sum(jumps_up)}. */
  public String quantity() {
    String first = statistic.counts() ? Condition.text(counted) : column;
    String rest = among.isEmpty() ? "" : " | " + Condition.text(among);
    return "%s(%s%s)".formatted(statistic.label(), first, rest);
  }

  /** Compares with the results of the trials; without any trial there is no value. */
  public Checked check(Trials table) {
    for (String needed : columns()) {
      if (!table.columns().contains(needed)) {
        return missing(
            "trials.csv has no column %s; there are %s"
                .formatted(needed, String.join(", ", table.columns())));
      }
    }
    List<TrialRow> trials = table.all().stream().filter(this::isAbout).toList();
    if (trials.isEmpty()) {
      return missing(
          among.isEmpty() ? "no trial completed" : "no trial with " + Condition.text(among));
    }
    if (statistic.counts()) {
      double count = trials.stream().filter(trial -> all(counted, trial)).count();
      double value = statistic == Statistic.SHARE ? count / trials.size() : count;
      return Checked.of(quantity(), bound, value, "");
    }
    return ofNumbers(trials);
  }

  private Checked ofNumbers(List<TrialRow> trials) {
    Optional<TrialRow> without =
        trials.stream().filter(t -> !Double.isFinite(t.number(column))).findFirst();
    if (without.isPresent()) {
      return missing(
          "%s has no number in %s: \"%s\""
              .formatted(without.get().id(), column, without.get().text(column)));
    }
    double[] values = trials.stream().mapToDouble(t -> t.number(column)).toArray();
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    double value =
        switch (statistic) {
          case SUM -> sum;
          case MIN -> min;
          case MAX -> max;
          default -> sum / values.length;
        };
    return Checked.of(quantity(), bound, value, "is not a finite number");
  }

  private boolean isAbout(TrialRow trial) {
    boolean any = columns().contains(TrialRow.STATE);
    return (any || trial.completed()) && all(among, trial);
  }

  private static boolean all(List<Condition> conditions, TrialRow trial) {
    return conditions.stream().allMatch(condition -> condition.holds(trial));
  }

  /** The columns that it is about. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>();
    if (!statistic.counts()) {
      columns.add(column);
    }
    Stream.concat(counted.stream(), among.stream()).map(Condition::column).forEach(columns::add);
    return columns;
  }

  private Checked missing(String reason) {
    return Checked.missing(quantity(), bound, reason);
  }
}
