package org.collapselab.reports.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.sweep.SweepFiles;

/**
 * Writes {@code report.html} of a sweep: figures of means and spreads over seeds, tables,
 * configuration and provenance in a single file that opens from disk and asks nothing of a network.
 */
public final class SweepReportWriter {
  /** A figure with more rows of data is thinned out, and says so. */
  private static final int MAX_ROWS = 50_000;

  private SweepReportWriter() {}

  /**
   * Writes the report of a sweep, finished or not, replacing an earlier one. What a missing file or
   * column would have shown is replaced by a message on the page.
   *
   * @param sweepDir directory with the files of the sweep
   * @param config the sweep, whose figures are drawn; without any, those that the files allow
   * @return the report
   * @throws IOException if the directory does not exist, or a file of it cannot be understood; the
   *     message names the file and, where there is one, the line
   */
  public static Path write(Path sweepDir, SweepConfig config) throws IOException {
    try {
      String page = new SweepPage(SweepFiles.read(sweepDir), config, MAX_ROWS).render();
      return Files.writeString(sweepDir.resolve(RunDirectory.REPORT), page);
    } catch (UncheckedIOException e) { // a matrix, read where it is drawn
      throw e.getCause();
    }
  }
}
