package org.collapselab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.reports.page.Numbers;
import org.collapselab.trainer.expect.Checked;
import org.collapselab.trainer.expect.Checks;

/** Expectations with the values found, and their effect on the exit code. */
final class CheckTable {
  static final String OPTION = "Exits with 6 if an expectation in the file is missed.";

  /** A baseline with a tolerance needs more digits than a table. */
  private static final int DIGITS = 6;

  private CheckTable() {}

  /** Refuses to check a file without expectations. */
  static void require(boolean check, List<String> expect, Path file) {
    if (check && expect.isEmpty()) {
      throw new IllegalArgumentException(
          "--check: %s has no expectations; add a list expect, see docs/nightly.md"
              .formatted(file));
    }
  }

  static void print(Checks checks, PrintWriter out) {
    if (checks.all().isEmpty()) {
      return;
    }
    out.printf("%nexpectations%n");
    int width = checks.all().stream().mapToInt(c -> c.expectation().length()).max().orElse(0);
    for (Checked checked : checks.all()) {
      out.printf(
          "  %s %-" + width + "s  %s%n", mark(checked), checked.expectation(), found(checked));
    }
  }

  static String mark(Checked checked) {
    return checked.passed() ? "✓" : "✗";
  }

  static String found(Checked checked) {
    return checked.reason().isEmpty() ? Numbers.format(checked.value(), DIGITS) : checked.reason();
  }

  /** The exit code of a run that ended with {@code code}; only success can become drift. */
  static int exitCode(int code, boolean check, Checks checks) {
    return check && code == ExitCode.OK && !checks.passed() ? ExitCode.DRIFT : code;
  }
}
