package org.collapselab.reports.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tables and curves of a run directory in other formats. */
public final class RunExport {
  private static final List<String> TABLES = List.of("metrics", "spectra");

  private RunExport() {}

  /**
   * {@code metrics} and {@code spectra} with typed columns.
   *
   * @return the files
   * @throws IllegalArgumentException if nothing was measured
   */
  public static List<Path> tables(Path run, Path out, TableFormat format) {
    requireMetrics(run);
    List<Path> files = new ArrayList<>();
    for (String name : TABLES) {
      Path csv = run.resolve(name + ".csv");
      if (Files.exists(csv)) {
        files.add(format.write(out, name, CsvTable.read(csv, RunClock.hasEnded(run))));
      }
    }
    return files;
  }

  /**
   * An event file with a scalar {@code split/layer/tap/metric} for every row of {@code
   * metrics.csv}.
   *
   * @return the file
   * @throws IllegalArgumentException if nothing was measured
   */
  public static Path events(Path run, Path out) {
    requireMetrics(run);
    Table metrics = CsvTable.read(run.resolve("metrics.csv"), RunClock.hasEnded(run));
    return EventCurves.of(metrics, "step", "value", List.of("split", "layer", "tap", "metric"))
        .write(out, RunClock.ofRun(run));
  }

  private static void requireMetrics(Path run) {
    if (!Files.exists(run.resolve("metrics.csv"))) {
      throw new IllegalArgumentException(
          run + " has no metrics.csv: nothing was measured, so there is nothing to export");
    }
  }

  static UncheckedIOException cannotWrite(Path out, IOException e) {
    return new UncheckedIOException(
        "cannot write to %s (%s: %s)".formatted(out, e.getClass().getSimpleName(), e.getMessage()),
        e);
  }
}
