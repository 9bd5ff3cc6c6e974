package org.collapselab.cli;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.collapselab.trainer.run.ProgressListener;

/** A bar with the remaining time on a terminal; one line per measurement otherwise. */
final class ConsoleProgress {
  private ConsoleProgress() {}

  static ProgressListener create() {
    return Terminal.isWatched() ? new Bar() : new Lines(System.err);
  }

  private static final class Bar implements ProgressListener {
    private ProgressBar bar;

    @Override
    public void references(String line) {
      System.err.println(line);
    }

    @Override
    public void started(long from, long steps, long stepsPerEpoch) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("training")
              .setInitialMax(steps)
              .startsFrom(from, Duration.ZERO)
              .setUnit(" steps", 1)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(200)
              .build();
    }

    @Override
    public void stepped(long step, double objective) {
      bar.stepTo(step);
    }

    @Override
    public void measured(long step, String line) {
      bar.setExtraMessage(" " + line);
    }

    @Override
    public void finished() {
      bar.close();
    }
  }

  /** Plain lines, for logs. */
  static final class Lines implements ProgressListener {
    private final PrintStream out;
    private long start;
    private long from;
    private long steps;
    private long stepsPerEpoch;

    Lines(PrintStream out) {
      this.out = out;
    }

    @Override
    public void references(String line) {
      out.println(line);
    }

    @Override
    public void started(long done, long plannedSteps, long plannedStepsPerEpoch) {
      start = System.nanoTime();
      from = done;
      steps = plannedSteps;
      stepsPerEpoch = plannedStepsPerEpoch;
    }

    @Override
    public void measured(long step, String line) {
      double seconds = (System.nanoTime() - start) / 1e9;
      String remaining =
          step == from ? "" : "  remaining " + clock(seconds * (steps - step) / (step - from));
      out.printf(
          "step %d/%d  epoch %.2f  %s  elapsed %s%s%n",
          step, steps, (double) step / stepsPerEpoch, line, clock(seconds), remaining);
    }

    private static String clock(double seconds) {
      Duration d = Duration.ofSeconds(Math.round(seconds));
      return "%d:%02d:%02d".formatted(d.toHours(), d.toMinutesPart(), d.toSecondsPart());
    }
  }
}
