package org.collapselab.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.collapselab.models.dufm.Descent;
import org.collapselab.studies.dufm.StudySettings;

/** A table that is rewritten in place on a terminal; otherwise one line per progress report. */
final class DufmProgress {
  private static final long FIRST_LINE = 100;

  private DufmProgress() {}

  static Descent.Listener create(StudySettings settings, PrintWriter err) {
    return Terminal.isWatched()
        ? new Table(settings.seedValues(), err)
        : (step, runs) -> line(step, runs, err);
  }

  private static void line(long step, List<Descent.Progress> runs, PrintWriter err) {
    if (step >= FIRST_LINE) {
      double[] losses = runs.stream().mapToDouble(Descent.Progress::loss).sorted().toArray();
      err.printf(
          Locale.ROOT,
          "step %-8d loss  min %.6f  median %.6f  max %.6f%n",
          step,
          losses[0],
          losses[losses.length / 2],
          losses[losses.length - 1]);
      err.flush();
    }
  }

  /** One row per seed. */
  private static final class Table implements Descent.Listener {
    private final List<Long> seeds;
    private final PrintWriter err;
    private boolean drawn;

    Table(List<Long> seeds, PrintWriter err) {
      this.seeds = seeds;
      this.err = err;
    }

    @Override
    public void looked(long step, List<Descent.Progress> runs) {
      if (drawn) {
        err.printf("\u001b[%dA", runs.size() + 1);
      }
      drawn = true;
      err.printf("\u001b[2K%6s %10s %12s %12s%n", "seed", "step", "loss", "‖∇‖");
      for (int i = 0; i < runs.size(); i++) {
        Descent.Progress run = runs.get(i);
        err.printf(
            Locale.ROOT,
            "\u001b[2K%6d %10d %12.6f %12.2e%s%n",
            seeds.get(i),
            run.step(),
            run.loss(),
            run.gradientNorm(),
            run.diverged() ? "  diverged" : "");
      }
      err.flush();
    }
  }
}
