package org.collapselab.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.collapselab.reports.run.DufmPlace;
import org.collapselab.studies.dufm.MatchedReport;
import org.collapselab.studies.dufm.MatchedSettings;
import org.collapselab.studies.dufm.MatchedStudy;
import org.collapselab.trainer.store.DufmEnd;

/** A line for the matched DUFM, and one for each of its seeds that ends. */
record MatchedProgress(PrintWriter err) implements MatchedStudy.Listener {
  /** The report of a run, with the matched DUFM that its configuration asks for. */
  static MatchedReport report(PrintWriter err, StopSignal stop) {
    return new MatchedReport(ThreadsOption.processors(), new MatchedProgress(err), stop::requested);
  }

  @Override
  public void started(MatchedSettings settings, int cached, int seeds) {
    err.printf(
        Locale.ROOT,
        "matched DUFM: d = %d, %s%n              %,d steps, %.3g time constants; %d of %d seeds are there already%n",
        settings.model().width(),
        DufmPlace.features(settings.model()),
        settings.descent().steps(),
        settings.timeConstants(),
        cached,
        seeds);
    err.flush();
  }

  @Override
  public void ended(DufmEnd end, int done, int seeds) {
    String result =
        end.hasPoint()
            ? String.format(Locale.ROOT, "loss %.7f  %s", end.loss(), end.verdict())
            : end.verdict();
    err.printf(
        Locale.ROOT,
        "seed %-6d %s, %.1f s; %d of %d done%n",
        end.seed(),
        result,
        end.seconds(),
        done,
        seeds);
    err.flush();
  }
}
