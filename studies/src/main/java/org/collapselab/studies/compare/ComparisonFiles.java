package org.collapselab.studies.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.reports.export.TableFormat;

/** The files of a comparison. */
public final class ComparisonFiles {
  /** The page. */
  public static final String PAGE = "compare.html";

  private static final String RUNS = "runs";
  private static final String SUMMARY = "summary";
  private static final String DIFFERENCES = "differences";

  private ComparisonFiles() {}

  /** The tables, as far as they are written as CSV. */
  public static List<String> tables() {
    return Stream.of(RUNS, SUMMARY, DIFFERENCES).map(TableFormat.CSV::file).toList();
  }

  /** Whether a directory holds a comparison. */
  public static boolean isComparison(Path directory) {
    return Files.exists(directory.resolve(PAGE));
  }

  /**
   * Writes {@code runs}, {@code summary} and {@code differences} as tables, and {@code
   * compare.html}, in place of earlier ones.
   *
   * @param command what the user typed
   * @return the page
   */
  public static Path write(
      RunsComparison comparison, Path directory, TableFormat format, List<String> command) {
    format.write(directory, RUNS, comparison.runTable());
    format.write(directory, SUMMARY, comparison.summaryTable());
    format.write(directory, DIFFERENCES, comparison.differencesTable());
    Path page = directory.resolve(PAGE);
    try {
      return Files.writeString(page, page(comparison, command));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s: %s".formatted(page, e.getMessage()), e);
    }
  }

  /** The page {@code compare.html}. */
  public static String page(RunsComparison comparison, List<String> command) {
    return new ComparisonPage(comparison, command).render();
  }
}
