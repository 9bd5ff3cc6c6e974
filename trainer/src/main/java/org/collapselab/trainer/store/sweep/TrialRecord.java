package org.collapselab.trainer.store.sweep;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.collapselab.trainer.store.EndState;

/**
 * A trial that has ended, as stored on disk.
 *
 * @param settingSha256 hash of everything that its result depends on; null in records of earlier
 *     versions
 * @param state how it ended; in the file, its {@link EndState#trialLabel}
 * @param reason why it did not complete; empty if it did
 * @param values column → number or text
 */
public record TrialRecord(
    String trial,
    int setting,
    long seed,
    String settingSha256,
    @JsonSerialize(converter = ToLabel.class) @JsonDeserialize(converter = FromLabel.class)
        EndState state,
    String reason,
    double seconds,
    Map<String, Object> values,
    List<Findings.Curve> curves,
    List<Findings.Spectrum> spectra,
    List<Findings.Predicted> predicted,
    List<Findings.Jump> jumps) {

  public TrialRecord {
    predicted = predicted == null ? List.of() : predicted; // records of earlier versions
    requireThere(trial, "trial");
    requireThere(state, "state");
    requireThere(reason, "reason");
    requireThere(values, "values");
    requireAll(curves, "curves", c -> c.quantity() != null && noNull(c.steps()) && paired(c));
    requireAll(spectra, "spectra", s -> s.tap() != null && s.values() != null);
    requireAll(
        predicted,
        "predicted",
        p -> p.structure() != null && p.tap() != null && p.values() != null);
    requireAll(jumps, "jumps", j -> true);
  }

  /** The record of a trial's results; {@code trial} is its name. */
  public static TrialRecord of(
      String trial,
      int setting,
      long seed,
      String settingSha256,
      EndState state,
      String reason,
      double seconds,
      Findings findings) {
    return new TrialRecord(
        trial,
        setting,
        seed,
        settingSha256,
        state,
        reason,
        seconds,
        findings.values(),
        findings.curves(),
        findings.spectra(),
        findings.predicted(),
        findings.jumps());
  }

  /** The same under another name and number, where the settings of the sweep were reordered. */
  public TrialRecord as(String otherTrial, int otherSetting) {
    Map<String, Object> renamed = new LinkedHashMap<>(values);
    renamed.computeIfPresent("run", (key, run) -> run.equals(trial) ? otherTrial : run);
    return new TrialRecord(
        otherTrial,
        otherSetting,
        seed,
        settingSha256,
        state,
        reason,
        seconds,
        renamed,
        curves,
        spectra,
        predicted,
        jumps);
  }

  private static void requireThere(Object value, String key) {
    if (value == null) {
      throw new IllegalArgumentException("it has no " + key);
    }
  }

  private static <T> void requireAll(List<T> items, String key, Predicate<T> isSound) {
    requireThere(items, key);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) == null || !isSound.test(items.get(i))) {
        throw new IllegalArgumentException("%s[%d] is not complete".formatted(key, i));
      }
    }
  }

  private static boolean noNull(List<?> items) {
    return items != null && items.stream().allMatch(item -> item != null);
  }

  private static boolean paired(Findings.Curve curve) {
    return curve.values() != null && curve.values().size() == curve.steps().size();
  }

  private static final class ToLabel extends StdConverter<EndState, String> {
    @Override
    public String convert(EndState state) {
      return state.trialLabel();
    }
  }

  private static final class FromLabel extends StdConverter<String, EndState> {
    @Override
    public EndState convert(String label) {
      return EndState.ofTrial(label);
    }
  }
}
