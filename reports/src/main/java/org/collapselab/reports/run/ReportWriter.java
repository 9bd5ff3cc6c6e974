package org.collapselab.reports.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunFiles;

/**
 * Writes {@code report.html}: figures, tables, configuration and provenance of one run in a single
 * file that opens from disk and asks nothing of a network.
 */
public final class ReportWriter {
  /** Longer tables are thinned out, and the page says so. */
  private static final int MAX_ROWS = 50_000;

  private ReportWriter() {}

  /**
   * Writes the report of a run, replacing an earlier one. What a missing file would have shown is
   * replaced by a message on the page.
   *
   * @param runDir directory with the files of the run
   * @return the report
   * @throws IOException if the directory does not exist, or a file of it cannot be understood; the
   *     message names the file and, where there is one, the line
   */
  public static Path write(Path runDir) throws IOException {
    String page = new RunPage(RunFiles.read(runDir), MAX_ROWS).render();
    return Files.writeString(new RunDirectory(runDir).report(), page);
  }
}
