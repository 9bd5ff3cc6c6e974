package org.collapselab.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.collapselab.trainer.features.FeatureProgress;

/** A bar for each snapshot on a terminal; otherwise a line now and then. */
final class FeatureConsole {
  private FeatureConsole() {}

  static FeatureProgress create() {
    return Terminal.isWatched() ? new Bar() : new Lines(System.err, System::nanoTime);
  }

  private static String title(String name, int number, int of) {
    return of == 1 ? name : "%s (%d of %d)".formatted(name, number, of);
  }

  private static final class Bar implements FeatureProgress {
    private ProgressBar bar;

    @Override
    public void opened(String name, int number, int of, long rows) {
      finished();
      bar =
          new ProgressBarBuilder()
              .setTaskName(PlainText.of(title(name, number, of)))
              .setInitialMax(rows)
              .setUnit(" rows", 1)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(200)
              .build();
    }

    @Override
    public void advanced(long rows) {
      bar.stepBy(rows);
    }

    @Override
    public void finished() {
      if (bar != null) {
        bar.close();
      }
    }
  }

  /** Plain lines, for logs; none for what takes less than the time between two of them. */
  static final class Lines implements FeatureProgress {
    private static final long BETWEEN_NANOS = Duration.ofSeconds(10).toNanos();

    private final PrintStream out;
    private final LongSupplier clock;
    private String title;
    private long rows;
    private long read;
    private long start;
    private long last;

    Lines(PrintStream out, LongSupplier clock) {
      this.out = out;
      this.clock = clock;
      this.last = clock.getAsLong();
    }

    @Override
    public void opened(String name, int number, int of, long all) {
      title = title(name, number, of);
      rows = all;
      read = 0;
      start = clock.getAsLong();
    }

    @Override
    public void advanced(long further) {
      read += further;
      long now = clock.getAsLong();
      if (now - last >= BETWEEN_NANOS && read < rows) {
        last = now;
        Duration left = Duration.ofSeconds(Math.round((now - start) / 1e9 * (rows - read) / read));
        out.printf(
            "%s  %.0f %% read  remaining %d:%02d:%02d%n",
            PlainText.of(title),
            100.0 * read / rows,
            left.toHours(),
            left.toMinutesPart(),
            left.toSecondsPart());
      }
    }
  }
}
