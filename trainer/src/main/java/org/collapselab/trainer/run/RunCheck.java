package org.collapselab.trainer.run;

import java.util.List;
import org.collapselab.trainer.expect.Checks;
import org.collapselab.trainer.expect.MetricsTable;
import org.collapselab.trainer.expect.RunExpectation;
import org.collapselab.trainer.store.RunState;

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
    RunState state = result.summary().state();
    boolean ended = state == RunState.COMPLETED || state == RunState.STOPPED;
    Checks checks =
        ended ? measured(plan, result) : Checks.ofRun(expect, "the run is " + state.label());
    checks.write(result.directory().path());
    return checks;
  }

  private static Checks measured(RunPlan plan, RunResult result) {
    MetricsTable metrics = MetricsTable.read(result.directory().metrics());
    return new Checks(
        plan.config().expect().stream()
            .map(text -> RunExpectation.parse(text).check(metrics, plan.lastTap()))
            .toList());
  }
}
