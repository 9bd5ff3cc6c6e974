package org.collapselab.reports.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.RunDirectory;

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
    double start =
        Files.exists(directory.provenance()) ? started(directory.provenance(), latest) : latest;
    double end =
        hasEnded(run)
            ? start + number(Json.read(directory.summary(), Map.class).get("seconds"))
            : latest;
    return new RunClock(start, Math.max(start, end));
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

  private static double started(Path provenance, double otherwise) {
    try {
      Object started = Json.read(provenance, Map.class).get("started");
      return Instant.parse(String.valueOf(started)).toEpochMilli() / 1e3;
    } catch (DateTimeParseException e) {
      return otherwise;
    }
  }

  private static double number(Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }

  private static double modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis() / 1e3;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
