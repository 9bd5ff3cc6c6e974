package org.collapselab.trainer.config;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.expect.SweepExpectation;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.TrialRow;

/**
 * Rejects expectations of a sweep about columns that {@code trials.csv} cannot have. A key that the
 * sweep could vary but does not is taken: what varies may be overridden.
 */
final class ColumnChecks {
  private final Set<String> known = new LinkedHashSet<>(TrialRow.COLUMNS);

  ColumnChecks(SweepFile sweep) {
    sweep.collect().forEach(entry -> known.add(entry.name()));
    for (Finding finding : Finding.values()) {
      if (finding.isPerReference()) {
        Stream.of(Structure.values()).forEach(s -> known.add(finding.of(s.label())));
      } else {
        known.add(finding.label());
      }
    }
    for (TrialKind kind : TrialKind.values()) {
      known.addAll(Suggestions.paths(kind.section()));
    }
  }

  /**
   * Checks every column that an expectation is about.
   *
   * @throws IllegalArgumentException if there can be no such column
   */
  void require(SweepExpectation expectation) {
    for (String column : expectation.columns()) {
      String key =
          column.startsWith(TrialRow.VARIED) ? column.substring(TrialRow.VARIED.length()) : column;
      if (!known.contains(key) && !isOfLayer(key)) {
        throw new IllegalArgumentException(message(column));
      }
    }
  }

  private static boolean isOfLayer(String column) {
    return Stream.of(Finding.values())
        .anyMatch(finding -> !finding.isPerReference() && finding.matches(column));
  }

  private String message(String column) {
    return "no column named %s; %s"
        .formatted(
            column,
            Suggestions.closest(column, known)
                .map("did you mean %s? docs/sweeps.md lists all"::formatted)
                .orElse("docs/sweeps.md lists all"));
  }
}
