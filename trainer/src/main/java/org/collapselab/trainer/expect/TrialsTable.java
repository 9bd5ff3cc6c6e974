package org.collapselab.trainer.expect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of {@code trials.csv}.
 *
 * @param trials column → cell
 */
public record TrialsTable(List<String> columns, List<Map<String, String>> trials) {
  static final String STATE = "state";

  /**
   * Reads the file.
   *
   * @throws java.io.UncheckedIOException if it cannot be understood, naming it
   */
  public static TrialsTable read(Path file) {
    List<Map<String, String>> trials = new ArrayList<>();
    List<String> columns =
        Rows.read(
            file, List.of("trial", STATE), row -> trials.add(new LinkedHashMap<>(row.toMap())));
    return new TrialsTable(columns, trials);
  }
}
