package org.collapselab.reports.frontier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.WholeFile;

/**
 * Writes {@code report.html} of a search for optima: loss against rank, the class means of the best
 * points, and tables, in a single file that needs no network.
 */
public final class FrontierReportWriter {
  private FrontierReportWriter() {}

  /**
   * Writes the report and replaces an earlier one.
   *
   * @param directory that {@code collapse optimum} has written
   * @return the report
   * @throws IOException if a file is missing or damaged; the message names it
   */
  public static Path write(Path directory) throws IOException {
    try {
      String page = new FrontierPage(FrontierFile.read(directory), directory).render();
      Path report = directory.resolve(RunDirectory.REPORT);
      WholeFile.write(report, page);
      return report;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
