package org.collapselab.trainer.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.trainer.expect.Checks;
import org.collapselab.trainer.expect.RunExpectation;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.SeriesTable;

/** Checks a finished run against the expectations in its file. */
public final class RunCheck {
  private RunCheck() {}

  /**
   * Checks the last measurements and writes {@code expectations.json} into the run directory. A run
   * that did not finish misses every expectation.
   */
  public static Checks of(RunPlan plan, RunResult result) {
    List<String> expect = plan.config().expect();
    if (expect.isEmpty()) {
      return Checks.NONE;
    }
    EndState state = result.summary().state();
    Checks checks =
        state.isCompleted()
            ? measured(plan, result)
            : Checks.ofRun(expect, "the run is " + state.label());
    checks.write(result.directory().path());
    return checks;
  }

  private static Checks measured(RunPlan plan, RunResult result) {
    SeriesTable metrics = metrics(result.directory().metrics());
    return new Checks(
        plan.config().expect().stream()
            .map(text -> RunExpectation.parse(text).check(metrics, plan.lastHidden()))
            .toList());
  }

  private static SeriesTable metrics(Path file) {
    try {
      return RunTable.METRICS.read(file, true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the measurements: " + e.getMessage(), e);
    }
  }
}
