package org.collapselab.reports.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunSummary;

/**
 * Wall time of a step. Tables have none, so it is interpolated between the start of the process and
 * the end of training; of a run that goes on, its latest measurement.
 *
 * @param start in seconds since 1970
 * @param end in seconds since 1970
 */
record RunClock(double start, double end) {

  static RunClock ofRun(Path run) {
    RunDirectory directory = new RunDirectory(run);
    double latest = modified(directory.metrics());
    try {
      double start =
          Files.exists(directory.provenance())
              ? Provenance.started(Provenance.tree(directory.provenance()))
                  .map(started -> started.toEpochMilli() / 1e3)
                  .orElse(latest)
              : latest;
      double end = hasEnded(run) ? start + seconds(RunSummary.read(directory.summary())) : latest;
      return new RunClock(start, Math.max(start, end));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + e.getMessage(), e);
    }
  }

  private static double seconds(RunSummary summary) {
    return summary.seconds() == null ? 0 : summary.seconds();
  }

  /** Of a trial in a table that was written at its end. */
  static RunClock ofTable(Path table, double seconds) {
    double end = modified(table);
    return new RunClock(end - seconds, end);
  }

  static boolean hasEnded(Path run) {
    return Files.exists(new RunDirectory(run).summary());
  }

  /** Linear in the step. */
  double at(long step, long lastStep) {
    return lastStep == 0 ? end : start + (end - start) * step / lastStep;
  }

  private static double modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis() / 1e3;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
