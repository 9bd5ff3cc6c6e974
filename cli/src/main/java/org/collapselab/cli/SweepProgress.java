package org.collapselab.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.IntSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.collapselab.studies.sweep.SweepListener;
import org.collapselab.studies.sweep.Trial;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.TrialRecord;

/** A bar with the remaining time on a terminal; one line per trial otherwise. */
final class SweepProgress {
  private SweepProgress() {}

  /**
   * @param slots trials that run at the same time, as far as is known when asked
   */
  static SweepListener create(IntSupplier slots) {
    return Terminal.isWatched() ? new Bar() : new Lines(System.err, slots);
  }

  private static String line(Trial trial, TrialRecord record) {
    String label = trial.setting().label();
    return "%s%s %s".formatted(trial.id(), label.isEmpty() ? "" : " " + label, outcome(record));
  }

  private static String outcome(TrialRecord record) {
    if (!record.state().isCompleted()) {
      return record.state().trialLabel() + ": " + PlainText.of(record.reason());
    }
    Object verdict = record.values().get(Finding.VERDICT.label());
    Object loss = record.values().get(Finding.LOSS.label());
    Object overDnc = record.values().get(Finding.LOSS_OVER_DNC.label());
    return (loss instanceof Double value ? "loss %.6f ".formatted(value) : "")
        + (overDnc instanceof Double value ? "= %.4g × DNC ".formatted(value) : "")
        + (verdict == null ? "" : verdict);
  }

  private static final class Bar implements SweepListener {
    private ProgressBar bar;

    @Override
    public void started(int trials, int open) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("trials")
              .startsFrom(trials - open, Duration.ZERO)
              .setInitialMax(trials)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(200)
              .build();
    }

    @Override
    public void ended(Trial trial, TrialRecord record) {
      bar.step();
      bar.setExtraMessage(" " + line(trial, record));
    }

    @Override
    public void finished() {
      bar.close();
    }
  }

  /** Plain lines, for logs. */
  static final class Lines implements SweepListener {
    private final PrintStream out;
    private final IntSupplier slots;
    private int trials;
    private int done;
    private int ran;
    private double seconds;

    Lines(PrintStream out, IntSupplier slots) {
      this.out = out;
      this.slots = slots;
    }

    @Override
    public synchronized void started(int all, int open) {
      trials = all;
      done = all - open;
    }

    @Override
    public synchronized void ended(Trial trial, TrialRecord record) {
      done++;
      ran++;
      seconds += record.seconds();
      out.printf(
          "%d/%d  %5.1f s  %s%s%n",
          done, trials, record.seconds(), line(trial, record), remaining());
    }

    /** The mean duration so far times the remaining rounds of trials. */
    private String remaining() {
      int left = trials - done;
      double rounds = (double) left / Math.min(slots.getAsInt(), Math.max(1, left));
      Duration time = Duration.ofSeconds(Math.round(Math.ceil(rounds * seconds / ran)));
      return left == 0
          ? ""
          : "  (%d:%02d:%02d left)"
              .formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
  }
}
