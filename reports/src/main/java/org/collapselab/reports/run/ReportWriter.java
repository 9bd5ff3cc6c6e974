package org.collapselab.reports.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.reports.page.Figure;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunFiles;
import org.collapselab.trainer.store.WholeFile;

/**
 * Writes {@code report.html}: figures, tables, configuration and provenance of one run in a single
 * file that opens from disk and needs no network.
 */
public final class ReportWriter {
  /** Longer tables are thinned out, and the page says so. */
  private static final int MAX_ROWS = 50_000;

  private ReportWriter() {}

  /**
   * Writes the report of a run and replaces an earlier one. For a missing file, the page has a
   * message instead of its content.
   *
   * @param runDir directory with the files of the run
   * @return the report
   * @throws IOException if the directory does not exist, or one of its files cannot be parsed; the
   *     message names the file and, where there is one, the line
   */
  public static Path write(Path runDir) throws IOException {
    String page = new RunPage(RunFiles.read(runDir), MAX_ROWS).render();
    Path report = new RunDirectory(runDir).report();
    WholeFile.write(report, page);
    return report;
  }

  /**
   * The figures of the report; those that cannot be drawn say why.
   *
   * @throws IOException as {@link #write}
   */
  public static List<Figure> figures(Path runDir) throws IOException {
    return new RunPage(RunFiles.read(runDir), MAX_ROWS).figures();
  }
}
