package org.collapselab.studies.compare;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.collapselab.trainer.config.TrialConfig;
import org.collapselab.trainer.reference.Verdict;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.sweep.Curve;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.TrialRow;

/**
 * A run, or a trial of a sweep, which may be unfinished.
 *
 * @param id tells it apart from the others that it is compared with
 * @param state how it ended; empty for a run that is training, or was killed
 * @param trial what was run, except for its seed
 * @param values column → number or text
 * @param curves quantity → curve
 * @param spectra matrix → singular values at the end
 * @param predictions structure → matrix → singular values
 */
public record Run(
    String id,
    String name,
    long seed,
    Optional<EndState> state,
    TrialConfig trial,
    Map<String, Object> values,
    Map<String, Curve> curves,
    Map<LayerTap, double[]> spectra,
    Map<String, Map<LayerTap, double[]>> predictions) {
  private static final String UNFINISHED = "unfinished";

  public static final String STEPS = Finding.STEPS.label();
  public static final String SECONDS = TrialRow.SECONDS;
  public static final String LOSS = Finding.LOSS.label();
  public static final String LOSS_OVER_DNC = Finding.LOSS_OVER_DNC.label();
  public static final String OVER_BEST_KNOWN = Finding.OVER_BEST_KNOWN.label();
  public static final String FIT = Finding.FIT.label();
  public static final String TEST_FIT = "test_fit";
  public static final String ACCURACY = "accuracy";
  public static final String TEST_ACCURACY = "test_accuracy";
  public static final String DNC1 = "dnc1";
  public static final String OUTCOME = "outcome";
  static final String BEST_REFERENCE = "best_reference";

  /** Keys and sections without any influence on the numbers of a run, and the seed. */
  private static final Set<String> IRRELEVANT =
      Set.of("name", "description", "seed", "checkpoint", "export", "compare", "expect");

  /**
   * Its configuration, key → value, without the seed and keys that do not affect the numbers: runs
   * with equal configurations are repetitions of one another.
   */
  Map<String, String> config() {
    Map<String, String> keys = trial.keys();
    if (trial.network().isPresent()) {
      keys.keySet().removeIf(key -> IRRELEVANT.contains(key.replaceFirst("\\..*", "")));
    }
    return keys;
  }

  /** Whether it was cut off before its end, or is still in progress. */
  public boolean isCutOff() {
    return state.isEmpty() || state.get().isCutOff();
  }

  /** Whether its numbers are valid: it neither diverged nor failed. */
  public boolean hasResult() {
    return state.isEmpty() || state.get().hasResult();
  }

  /** How it ended, for display. */
  public String stateLabel() {
    return state.map(EndState::label).orElse(UNFINISHED);
  }

  /** The outcome of a state that is one by itself; empty if the outcome depends on the geometry. */
  static Optional<Verdict> outcomeOf(EndState state) {
    return switch (state) {
      case DIVERGED -> Optional.of(Verdict.DIVERGED);
      case COMPLETED, STOPPED, INTERRUPTED, FAILED -> Optional.empty();
    };
  }

  /** A column as a number; NaN if it has none. */
  double number(String column) {
    return values.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  Run withId(String other) {
    return new Run(other, name, seed, state, trial, values, curves, spectra, predictions);
  }
}
