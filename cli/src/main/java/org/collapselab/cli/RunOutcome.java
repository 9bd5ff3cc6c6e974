package org.collapselab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.reports.run.DufmPlace;
import org.collapselab.trainer.expect.Checks;
import org.collapselab.trainer.run.RunCheck;
import org.collapselab.trainer.run.RunPlan;
import org.collapselab.trainer.run.RunResult;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.MatchedDufm;
import org.collapselab.trainer.store.RunSummary;

/** The end of a run, on the terminal and for the shell. */
final class RunOutcome {
  private RunOutcome() {}

  /**
   * Checks the expectations, prints the summary, and returns the exit code.
   *
   * @param check whether a missed expectation counts
   */
  static int report(RunPlan plan, RunResult result, boolean check, PrintWriter out) {
    Checks checks = RunCheck.of(plan, result);
    print(result, checks, out);
    return CheckTable.exitCode(exitCode(result.summary()), check, checks);
  }

  private static void print(RunResult result, Checks checks, PrintWriter out) {
    RunSummary summary = result.summary();
    out.printf("%n%s: %s%n%n", summary.state().label(), summary.reason());
    int width = summary.headline().keySet().stream().mapToInt(String::length).max().orElse(0);
    summary
        .headline()
        .forEach((label, value) -> out.printf("  %-" + width + "s  %s%n", label, value));
    List<String> matched = matchedDufm(result);
    if (!matched.isEmpty()) {
      out.println();
      matched.forEach(sentence -> out.printf("  %s%n", sentence));
    }
    CheckTable.print(checks, out);
    out.printf("%nrun     %s%n", result.directory().path());
    out.printf("report  %s%n", result.directory().report());
    if (summary.state() == EndState.INTERRUPTED) {
      out.printf("%nContinue with: collapse resume %s%n", ShellWord.of(result.directory().path()));
    }
    out.flush();
  }

  /** Sentences on the matched DUFM; none if the run did not ask for it. */
  private static List<String> matchedDufm(RunResult result) {
    Path file = result.directory().matchedDufm();
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      MatchedDufm matched = MatchedDufm.read(file);
      return matched.isAvailable()
          ? new DufmPlace(matched).sentences()
          : List.of("No matched DUFM: " + matched.unavailable());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static int exitCode(RunSummary summary) {
    return switch (summary.state()) {
      case COMPLETED, STOPPED -> ExitCode.OK;
      case DIVERGED -> ExitCode.DIVERGED;
      case INTERRUPTED -> ExitCode.INTERRUPTED;
      case FAILED -> ExitCode.FAILURE;
    };
  }
}
