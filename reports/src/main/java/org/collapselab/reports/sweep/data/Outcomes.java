package org.collapselab.reports.sweep.data;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.collapselab.reports.page.Palette;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.sweep.TrialRow;

/** Colours and order of the values of a column that is not a number. */
public final class Outcomes {
  /** For values without a meaning of their own. */
  public static final List<String> DISTINCT =
      List.of(
          Palette.ACCENT,
          "#e07b39",
          "#2a9d8f",
          "#a23b72",
          "#8a6d00",
          "#6c757d",
          "#56b4e9",
          "#7a3e9d");

  private static final List<String> ORDER =
      List.of(
          "DNC",
          "SRG",
          "orthoplex",
          "low rank",
          "other",
          "lost classes",
          "not collapsed",
          "zero",
          "none",
          EndState.DIVERGED.trialLabel(),
          EndState.INTERRUPTED.trialLabel(),
          EndState.FAILED.trialLabel());
  private static final Map<String, String> COLOURS =
      Map.ofEntries(
          Map.entry("DNC", Palette.reference(0)),
          Map.entry("SRG", Palette.reference(1)),
          Map.entry("orthoplex", Palette.reference(3)),
          Map.entry("low rank", Palette.ACCENT),
          Map.entry("other", "#a58cc4"),
          Map.entry("lost classes", "#a23b72"),
          Map.entry("not collapsed", "#7d8a96"),
          Map.entry("zero", "#b8bfc6"),
          Map.entry("none", "#dde2e7"),
          state(EndState.DIVERGED),
          state(EndState.INTERRUPTED),
          state(EndState.FAILED));

  private Outcomes() {}

  private static Map.Entry<String, String> state(EndState state) {
    return Map.entry(
        state.trialLabel(),
        switch (state) {
          case COMPLETED, STOPPED -> "#dde2e7"; // it found nothing
          case DIVERGED -> "#4a4f55";
          case INTERRUPTED -> "#d9a441";
          case FAILED -> "#a4262c";
        });
  }

  /** Whether a value is an outcome with a colour of its own. */
  public static boolean known(String value) {
    return COLOURS.containsKey(value);
  }

  /** Colour of a known outcome. */
  public static String colour(String value) {
    return COLOURS.get(value);
  }

  /** Numbers first, rising; then known outcomes in their order; then others as they come. */
  public static List<String> ordered(Stream<String> values) {
    return values
        .distinct()
        .sorted(
            Comparator.comparingDouble(Outcomes::number)
                .thenComparingInt(v -> known(v) ? ORDER.indexOf(v) : ORDER.indexOf("zero")))
        .toList();
  }

  private static double number(String value) {
    double number = TrialRow.parse(value);
    return Double.isNaN(number) ? Double.POSITIVE_INFINITY : number;
  }
}
