package org.collapselab.studies.nightly;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.collapselab.trainer.expect.Checks;

/**
 * How a file ended tonight.
 *
 * @param reason why it did not complete; empty if it did
 * @param directory of the run or sweep, if one was created
 * @param seconds how long it took; 0 if it was not run
 */
public record FileResult(
    NightlyFile file,
    State state,
    String reason,
    Optional<Path> directory,
    Checks checks,
    double seconds) {

  /** How a file of a night ended. */
  public enum State {
    /** As planned; its expectations may still be missed. */
    COMPLETED,
    /** The numbers exploded; in a sweep, in at least one trial. */
    DIVERGED,
    /** It could not be loaded or run; in a sweep, at least one trial. */
    FAILED,
    /** Stopped by a signal. */
    INTERRUPTED,
    /** Not started: the budget was too small, or the night was stopped first. */
    NOT_RUN;

    /** The name used in files, such as {@code not run}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Runs a file. */
  @FunctionalInterface
  public interface Runner {
    /**
     * Runs to the end, or until a stop is requested.
     *
     * @param parent of the directory to write to
     * @return the result; its seconds are ignored
     */
    FileResult run(NightlyFile file, Path parent);
  }

  /** The result of a file without a directory and without measurements for its expectations. */
  static FileResult without(NightlyFile file, State state, String reason) {
    Checks checks =
        file.sweep()
            ? Checks.ofSweep(file.expect(), state.label())
            : Checks.ofRun(file.expect(), state.label());
    return new FileResult(file, state, reason, Optional.empty(), checks, 0);
  }

  /** The same result with this time. */
  FileResult after(double time) {
    return new FileResult(file, state, reason, directory, checks, time);
  }

  /** Whether it completed and met all its expectations. */
  public boolean passed() {
    return state == State.COMPLETED && checks.passed();
  }

  /** Whether it was started and did not pass. */
  public boolean missed() {
    return state != State.NOT_RUN && !passed();
  }
}
