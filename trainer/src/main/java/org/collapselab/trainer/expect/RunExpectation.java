package org.collapselab.trainer.expect;

import java.util.List;
import java.util.Optional;

/**
 * What a run is expected to measure last, such as {@code nc1_trace_ratio(last, test) < 0.1}.
 *
 * @param metric as in {@code metrics.csv}
 * @param place {@code layer:tap}; {@code last} for the last hidden layer after its activation;
 *     empty for numbers about the whole network
 * @param split as in {@code metrics.csv}; empty for {@code train_all} where the number exists
 *     there, else {@code train}
 */
public record RunExpectation(
    String metric, Optional<String> place, Optional<String> split, Bound bound) {
  /** Place of the last hidden layer. */
  public static final String LAST = "last";

  private static final String EXAMPLES =
      "nc1_trace_ratio(last) < 0.05, rank_numerical(fc3:weight) <= 8, accuracy(test) > 0.95 or"
          + " dufm_objective(train_all) = 0.0747 ± 2 %";
  private static final List<String> SPLITS = List.of("train", "test", "train_all");
  private static final String PLACE = "[^\\s:,]+:(?:pre|post|weight)";

  /**
   * Reads a line of {@code expect:}.
   *
   * @throws IllegalArgumentException if it is wrong, saying what is allowed
   */
  public static RunExpectation parse(String text) {
    Statement statement = Statement.parse(text, EXAMPLES);
    Optional<String> place = Optional.empty();
    Optional<String> split = Optional.empty();
    for (String argument : arguments(statement)) {
      if (SPLITS.contains(argument)) {
        split = once(split, argument, "split");
      } else if (argument.equals(LAST) || argument.matches(PLACE)) {
        place = once(place, argument, "place");
      } else {
        throw new IllegalArgumentException(
            ("\"%s\" is neither a place nor a split; expected last or LAYER:pre, LAYER:post,"
                    + " LAYER:weight, and one of %s")
                .formatted(argument, String.join(", ", SPLITS)));
      }
    }
    return new RunExpectation(statement.name(), place, split, statement.bound());
  }

  private static List<String> arguments(Statement statement) {
    return statement
        .arguments()
        .map(inside -> List.of(inside.split("\\s*,\\s*", -1)))
        .orElse(List.of());
  }

  private static Optional<String> once(Optional<String> earlier, String argument, String what) {
    earlier.ifPresent(
        first -> {
          throw new IllegalArgumentException(
              "\"%s\" after \"%s\": expected one %s".formatted(argument, first, what));
        });
    return Optional.of(argument);
  }

  /** What is measured, such as {@code accuracy(test)}. */
  public String quantity() {
    String inside = String.join(", ", place.stream().toList()) + joint() + split.orElse("");
    return inside.isEmpty() ? metric : metric + "(" + inside + ")";
  }

  private String joint() {
    return place.isPresent() && split.isPresent() ? ", " : "";
  }

  /**
   * Compares with what was measured last.
   *
   * @param lastTap {@code layer:tap} that {@link #LAST} stands for
   */
  public Checked check(MetricsTable metrics, String lastTap) {
    String tap = place.map(p -> p.equals(LAST) ? lastTap : p).orElse("");
    List<String> splits = split.map(List::of).orElse(List.of("train_all", "train"));
    for (String each : splits) {
      Optional<Double> value = metrics.last(each, tap, metric);
      if (value.isPresent()) {
        return Checked.of(quantity(), bound, value.get(), "is not a finite number");
      }
    }
    return Checked.missing(quantity(), bound, metrics.whyMissing(splits, tap, metric));
  }
}
