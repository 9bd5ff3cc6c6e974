package org.collapselab.reports.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.reports.sweep.figures.Figures;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.WholeFile;
import org.collapselab.trainer.store.sweep.SweepFiles;

/**
 * Writes {@code report.html} of a sweep: figures of means and spreads over seeds, tables,
 * configuration and provenance in a single file that opens from disk and needs no network.
 */
public final class SweepReportWriter {
  /** A figure with more rows of data is thinned, and says so. */
  private static final int MAX_ROWS = 50_000;

  private SweepReportWriter() {}

  /**
   * Writes the report of a sweep, finished or not, and replaces an earlier one. For a missing file
   * or column, the page has a message instead of its content.
   *
   * @param sweepDir directory with the files of the sweep
   * @param config the sweep, whose figures are drawn; if it has none, those that the files allow
   * @return the report
   * @throws IOException if the directory does not exist, or one of its files cannot be parsed; the
   *     message names the file and, where there is one, the line
   */
  public static Path write(Path sweepDir, SweepConfig config) throws IOException {
    try {
      String page = new SweepPage(SweepFiles.read(sweepDir), config, MAX_ROWS).render();
      Path report = sweepDir.resolve(RunDirectory.REPORT);
      WholeFile.write(report, page);
      return report;
    } catch (UncheckedIOException e) { // from a matrix, which is read when it is drawn
      throw e.getCause();
    }
  }

  /**
   * The figures of the report; those that cannot be drawn say why.
   *
   * @param files of the sweep, or of several parts of it
   * @param config the sweep, as for {@link #write}
   * @throws IOException as {@link #write}
   */
  public static List<Figure> figures(SweepFiles files, SweepConfig config) throws IOException {
    try {
      return files
          .trials()
          .map(trials -> Figures.of(new SweepData(config, files, trials, MAX_ROWS)))
          .orElseThrow(
              () ->
                  new IOException(
                      "%s has no %s, so no trial has ended yet"
                          .formatted(files.directory(), SweepFiles.TRIALS)));
    } catch (UncheckedIOException e) { // from a matrix, which is read when it is drawn
      throw e.getCause();
    }
  }
}
