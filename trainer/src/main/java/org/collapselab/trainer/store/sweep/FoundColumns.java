package org.collapselab.trainer.store.sweep;

import java.util.Set;
import java.util.regex.Pattern;
import org.collapselab.trainer.store.CellType;

/** The types of the columns with results of runs and trials, by name. */
public final class FoundColumns {
  private static final Set<String> TEXTS =
      Set.of(
          "run",
          "end",
          "verdict",
          "outcome",
          "structure",
          "best",
          "best_reference",
          "jumped_down",
          "jumped_up",
          "critical_point",
          "returned");
  private static final Set<String> WHOLE =
      Set.of(
          "steps",
          "vertices",
          "parameters",
          "negative_eigenvalues",
          "zero_eigenvalues",
          "positive_eigenvalues",
          "kink_eigenvalues",
          "symmetry_directions",
          "rank",
          "rank_before_sgd",
          "jumps_down",
          "jumps_up",
          "first_jump_down");
  private static final Pattern TEXT_OF_LAYER = Pattern.compile("structure_\\d+");
  private static final Pattern WHOLE_OF_LAYER = Pattern.compile("(pre_)?rank_\\d+");

  private FoundColumns() {}

  /** FP64, except for the columns that hold text or counts. */
  public static CellType type(String column) {
    if (TEXTS.contains(column) || TEXT_OF_LAYER.matcher(column).matches()) {
      return CellType.TEXT;
    }
    return WHOLE.contains(column) || WHOLE_OF_LAYER.matcher(column).matches()
        ? CellType.WHOLE
        : CellType.NUMBER;
  }
}
