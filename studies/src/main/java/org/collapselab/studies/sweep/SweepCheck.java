package org.collapselab.studies.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.trainer.expect.Checks;
import org.collapselab.trainer.expect.SweepExpectation;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.Trials;

/** Checks a sweep against the expectations of its file. */
public final class SweepCheck {
  private SweepCheck() {}

  /**
   * Checks the results of the trials and writes {@code expectations.json} into the directory of the
   * sweep.
   *
   * @param done whether all trials have ended; otherwise every expectation is missed
   */
  public static Checks of(SweepDirectory directory, boolean done) {
    List<String> expect = directory.config().expect();
    if (expect.isEmpty()) {
      return Checks.NONE;
    }
    Checks checks =
        done ? found(directory, expect) : Checks.ofSweep(expect, "the sweep is interrupted");
    checks.write(directory.path());
    return checks;
  }

  private static Checks found(SweepDirectory directory, List<String> expect) {
    Trials trials = trials(directory.path().resolve(SweepFiles.TRIALS));
    return new Checks(
        expect.stream().map(text -> SweepExpectation.parse(text).check(trials)).toList());
  }

  private static Trials trials(Path file) {
    try {
      return Trials.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the trials: " + e.getMessage(), e);
    }
  }
}
