package org.collapselab.reports.sweep.data;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.collapselab.reports.page.Palette;
import org.collapselab.trainer.reference.Verdict;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.sweep.TrialRow;

/** Colours and order of the values of a column that is not a number. */
public final class Outcomes {
  /** For values that are not known outcomes. */
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

  private static final String FOUND_NOTHING = "#dde2e7";

  /** In their order. */
  private static final Map<String, String> COLOURS = colours();

  private static final List<String> ORDER = List.copyOf(COLOURS.keySet());

  private Outcomes() {}

  /** Geometries, then trials without a result, then trials that did not complete. */
  private static Map<String, String> colours() {
    Map<String, String> colours = new LinkedHashMap<>();
    for (Verdict verdict : Verdict.values()) {
      if (verdict != Verdict.DIVERGED) {
        colours.put(verdict.label(), colour(verdict));
      }
    }
    colours.put(TrialRow.NONE, FOUND_NOTHING);
    colours.put(Verdict.DIVERGED.label(), colour(Verdict.DIVERGED));
    for (EndState state : EndState.values()) {
      if (!state.isCompleted()) {
        colours.putIfAbsent(state.trialLabel(), colour(state));
      }
    }
    return Collections.unmodifiableMap(colours);
  }

  private static String colour(Verdict verdict) {
    return switch (verdict) {
      case DNC -> Palette.reference(0);
      case SRG -> Palette.reference(1);
      case ORTHOPLEX -> Palette.reference(3);
      case LOW_RANK -> Palette.ACCENT;
      case OTHER -> "#a58cc4";
      case LOST_CLASSES -> "#a23b72";
      case NOT_COLLAPSED -> "#7d8a96";
      case ZERO -> "#b8bfc6";
      case DIVERGED -> "#4a4f55";
    };
  }

  private static String colour(EndState state) {
    return switch (state) {
      case COMPLETED, STOPPED -> FOUND_NOTHING;
      case DIVERGED -> colour(Verdict.DIVERGED);
      case INTERRUPTED -> "#d9a441";
      case FAILED -> "#a4262c";
    };
  }

  /** Whether a value is an outcome with a colour of its own. */
  public static boolean known(String value) {
    return COLOURS.containsKey(value);
  }

  /** Colour of a known outcome. */
  public static String colour(String value) {
    return COLOURS.get(value);
  }

  /** Numbers in ascending order, then known outcomes in their order, then other values. */
  public static List<String> ordered(Stream<String> values) {
    return values
        .distinct()
        .sorted(
            Comparator.comparingDouble(Outcomes::number)
                .thenComparingInt(
                    v -> known(v) ? ORDER.indexOf(v) : ORDER.indexOf(Verdict.ZERO.label())))
        .toList();
  }

  private static double number(String value) {
    double number = TrialRow.parse(value);
    return Double.isNaN(number) ? Double.POSITIVE_INFINITY : number;
  }
}
