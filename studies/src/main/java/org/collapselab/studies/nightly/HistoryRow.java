package org.collapselab.studies.nightly;

import java.util.ArrayList;
import java.util.List;
import org.collapselab.trainer.expect.Checked;

/**
 * A row of {@code history.csv}: one expectation of one file in one night.
 *
 * @param night when the night began
 * @param state {@link FileResult.State#label}
 * @param seconds how long the file took; 0 if it was not run
 * @param expectation the quantity, such as {@code accuracy(test)}; empty for a file without
 *     expectations
 * @param value NaN if missing
 * @param bound such as {@code > 0.95}
 */
public record HistoryRow(
    String night,
    String commit,
    String file,
    String state,
    double seconds,
    String expectation,
    double value,
    String bound,
    boolean passed) {

  /** The rows of a file: one per expectation, or a single row if it has none. */
  static List<HistoryRow> of(String night, String commit, FileResult result) {
    List<Checked> checks = new ArrayList<>(result.checks().all());
    if (checks.isEmpty()) {
      checks.add(new Checked("", "", Double.NaN, result.passed(), ""));
    }
    return checks.stream()
        .map(
            checked ->
                new HistoryRow(
                    night,
                    commit,
                    result.file().name(),
                    result.state().label(),
                    result.seconds(),
                    checked.quantity(),
                    checked.value(),
                    checked.bound(),
                    checked.passed()))
        .toList();
  }
}
