package org.collapselab.cli;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.collapselab.studies.optimum.OptimumListener;

/** A bar on a terminal; a line for every tenth of the starts otherwise. */
final class OptimumProgress implements OptimumListener, AutoCloseable {
  private final PrintWriter err;
  private final ProgressBar bar; // null where nobody watches
  private int tenths;

  private OptimumProgress(PrintWriter err, ProgressBar bar) {
    this.err = err;
    this.bar = bar;
  }

  static OptimumProgress create(PrintWriter err) {
    ProgressBar bar =
        Terminal.isWatched()
            ? new ProgressBarBuilder()
                .setTaskName("searching")
                .setUnit(" starts", 1)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(200)
                .build()
            : null;
    return new OptimumProgress(err, bar);
  }

  @Override
  public void ended(int done, int planned, double best, int rank) {
    String message = "lowest loss %.7f at rank %d".formatted(best, rank);
    if (bar != null) {
      bar.maxHint(planned);
      bar.stepTo(done);
      bar.setExtraMessage(" " + message);
    } else if (10L * done / planned > tenths) {
      tenths = (int) (10L * done / planned);
      err.printf(Locale.ROOT, "start %d of %d  %s%n", done, planned, message);
      err.flush();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
