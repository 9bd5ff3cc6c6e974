package org.collapselab.trainer.store.sweep;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.List;
import java.util.Map;
import org.collapselab.trainer.store.EndState;

/**
 * A trial that has ended, as it is kept on disk.
 *
 * @param state how it ended; in the file, its {@link EndState#trialLabel}
 * @param reason why it did not complete; empty if it did
 * @param values column → number or text
 */
public record TrialRecord(
    String trial,
    int setting,
    long seed,
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
  }

  /** The record of what a trial found; {@code trial} is its name. */
  public static TrialRecord of(
      String trial,
      int setting,
      long seed,
      EndState state,
      String reason,
      double seconds,
      Findings findings) {
    return new TrialRecord(
        trial,
        setting,
        seed,
        state,
        reason,
        seconds,
        findings.values(),
        findings.curves(),
        findings.spectra(),
        findings.predicted(),
        findings.jumps());
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
