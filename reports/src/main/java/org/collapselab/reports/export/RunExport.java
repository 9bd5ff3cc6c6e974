package org.collapselab.reports.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunTable;

/** Tables and curves of a run directory in other formats. */
public final class RunExport {
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
    for (RunTable table : RunTable.values()) {
      Path csv = run.resolve(table.file());
      if (Files.exists(csv)) {
        files.add(format.write(out, table.stem(), CsvTable.read(csv, RunClock.hasEnded(run))));
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
    Table metrics = CsvTable.read(new RunDirectory(run).metrics(), RunClock.hasEnded(run));
    return EventCurves.of(metrics, "step", "value", List.of("split", "layer", "tap", "metric"))
        .write(out, RunClock.ofRun(run));
  }

  private static void requireMetrics(Path run) {
    if (!Files.exists(new RunDirectory(run).metrics())) {
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
