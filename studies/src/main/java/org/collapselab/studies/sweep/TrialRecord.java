package org.collapselab.studies.sweep;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A trial that has ended, as it is kept on disk.
 *
 * @param reason why it did not complete; empty if it did
 * @param values column → number or text
 */
public record TrialRecord(
    String trial,
    int setting,
    long seed,
    State state,
    String reason,
    double seconds,
    Map<String, Object> values,
    List<Findings.Curve> curves,
    List<Findings.Spectrum> spectra,
    List<Findings.Predicted> predicted,
    List<Findings.Jump> jumps) {

  public TrialRecord {
    predicted = predicted == null ? List.of() : predicted; // records of earlier versions
  }

  /** How a trial ended. */
  public enum State {
    /** As planned. */
    @JsonProperty("completed")
    COMPLETED,
    /** The numbers exploded; what was found before is kept. */
    @JsonProperty("diverged")
    DIVERGED,
    /** It was cut off; what was found before is kept, and it is run again on resume. */
    @JsonProperty("stopped")
    STOPPED,
    /** It could not be run; the reason says why. */
    @JsonProperty("failed")
    FAILED;

    /** The name used in files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static TrialRecord of(
      Trial trial, State state, String reason, double seconds, Findings findings) {
    return new TrialRecord(
        trial.id(),
        trial.setting().index(),
        trial.seed(),
        state,
        reason,
        seconds,
        findings.values(),
        findings.curves(),
        findings.spectra(),
        findings.predicted(),
        findings.jumps());
  }
}
