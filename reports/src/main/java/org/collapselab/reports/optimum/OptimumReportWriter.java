package org.collapselab.reports.optimum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.WholeFile;

/**
 * Writes {@code report.html} of a search for the lowest loss at each rank, from its files alone: a
 * single page that opens from disk and needs no network.
 */
public final class OptimumReportWriter {
  private static final String FRONTIER = "frontier.json";

  private OptimumReportWriter() {}

  /**
   * Writes the report and replaces an earlier one.
   *
   * @return the report
   * @throws IOException if a file cannot be parsed, naming it
   * @throws IllegalArgumentException if the search has not ended, so that there is no frontier
   */
  public static Path write(Path directory) throws IOException {
    Path file = directory.resolve(FRONTIER);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "%s has no %s: the search has not ended; continue it with: collapse optimum --resume %s and its other options"
              .formatted(directory, FRONTIER, directory));
    }
    StoredFrontier frontier = Json.readByLine(file, StoredFrontier.class);
    Path report = directory.resolve(RunDirectory.REPORT);
    WholeFile.write(report, new OptimumPage(frontier, directory).render());
    return report;
  }
}
