package org.collapselab.reports.sweep;

import java.util.List;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;

/** Trials that did not complete, and why. */
final class FailureTable {
  private FailureTable() {}

  static Html of(Trials trials) {
    List<TrialRow> failed = trials.all().stream().filter(trial -> !trial.completed()).toList();
    if (failed.isEmpty()) {
      return Html.EMPTY;
    }
    HtmlTable table =
        new HtmlTable()
            .header(List.of(Html.text("trial"), Html.text("state"), Html.text("reason")));
    for (TrialRow trial : failed) {
      table.row(
          trial.id(),
          Html.text(trial.state().trialLabel()),
          Html.text(trial.text(TrialRow.REASON)));
    }
    return Html.tag(
        "section", Html.tag("h2", Html.text("Trials that did not complete")), table.html());
  }
}
