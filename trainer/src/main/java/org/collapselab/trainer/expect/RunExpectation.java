package org.collapselab.trainer.expect;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collapselab.trainer.store.LastHidden;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.Series;
import org.collapselab.trainer.store.SeriesKey;
import org.collapselab.trainer.store.SeriesTable;
import org.collapselab.trainer.store.Splits;

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
  private static final String EXAMPLES =
      "nc1_trace_ratio(last) < 0.05, rank_numerical(fc3:weight) <= 8, accuracy(test) > 0.95 or"
          + " dufm_objective(train_all) = 0.0747 ± 2 %";
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
      if (Splits.ALL.contains(argument)) {
        split = once(split, argument, "split");
      } else if (argument.equals(LastHidden.WORD) || argument.matches(PLACE)) {
        place = once(place, argument, "place");
      } else {
        throw new IllegalArgumentException(
            ("\"%s\" is neither a place nor a split; expected last or LAYER:pre, LAYER:post,"
                    + " LAYER:weight, and one of %s")
                .formatted(argument, String.join(", ", Splits.ALL)));
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
   * @param last what {@link LastHidden#WORD} stands for
   */
  public Checked check(SeriesTable metrics, LastHidden last) {
    LayerTap tap = last.meant(place.orElse(""));
    OptionalDouble value =
        split
            .map(one -> metrics.last(one, tap, metric))
            .orElseGet(() -> metrics.lastOnTraining(tap, metric));
    return value.isPresent()
        ? Checked.of(quantity(), bound, value.getAsDouble(), "is not a finite number")
        : Checked.missing(quantity(), bound, whyMissing(metrics, tap));
  }

  /** What is there instead, nearest first. */
  private String whyMissing(SeriesTable metrics, LayerTap tap) {
    String where =
        (tap.label().isEmpty() ? "" : " at " + tap.label())
            + " on "
            + split.orElse(String.join(" or ", Splits.TRAINING));
    List<SeriesKey> keys = metrics.series().stream().map(Series::key).toList();
    List<SeriesKey> same = keys.stream().filter(key -> key.quantity().equals(metric)).toList();
    String instead =
        same.isEmpty()
            ? "no such metric; there are "
                + join(
                    keys.stream()
                        .filter(key -> key.layerTap().equals(tap))
                        .map(SeriesKey::quantity))
            : "there it is on " + join(same.stream().map(SeriesKey::split)) + places(same);
    return "%s has no %s%s: %s".formatted(RunTable.METRICS.file(), metric, where, instead);
  }

  private static String places(List<SeriesKey> keys) {
    List<String> taps =
        keys.stream().map(key -> key.layerTap().label()).filter(t -> !t.isEmpty()).toList();
    return taps.isEmpty() ? "" : " at " + join(taps.stream());
  }

  private static String join(Stream<String> words) {
    return words.distinct().collect(Collectors.joining(", "));
  }
}
