package org.collapselab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.collapselab.studies.nightly.FileResult;
import org.collapselab.studies.nightly.History;
import org.collapselab.studies.nightly.NightListener;
import org.collapselab.studies.nightly.NightResult;
import org.collapselab.studies.nightly.NightlyFile;

/** Output of a night on the console. */
final class NightConsole implements NightListener {
  private final PrintWriter out;

  NightConsole(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void starting(NightlyFile file) {
    out.printf("%n%s%n", file.path());
    out.flush();
  }

  @Override
  public void ended(FileResult result) {
    FileResult.State state = result.state();
    if (state == FileResult.State.NOT_RUN) {
      out.printf("%n%s%n  NOT RUN: %s%n", result.file().path(), result.reason());
    } else {
      out.printf("  %s in %.1f s%n", state.label(), result.seconds());
      if (!result.reason().isEmpty()) {
        out.printf("  %s%n", result.reason());
      }
      CheckTable.print(result.checks(), out);
    }
    out.flush();
  }

  /** The last lines of a night. */
  static void sumUp(NightResult night, Path page, PrintWriter out) {
    out.printf("%n%s%n", night.verdict());
    for (FileResult file : night.files()) {
      if (!file.passed()) {
        out.printf("  %s: %s%n", file.file().name(), shortfall(file));
      }
    }
    out.printf("%nhistory %s%n", page.resolveSibling("history.csv"));
    out.printf("page    %s%n", page);
    out.flush();
  }

  private static String shortfall(FileResult file) {
    long missed = file.checks().all().stream().filter(check -> !check.passed()).count();
    return switch (file.state()) {
      case NOT_RUN -> "NOT RUN, " + file.reason();
      case COMPLETED ->
          "%d of %d expectations missed".formatted(missed, file.checks().all().size());
      default -> file.state().label() + ", " + file.reason();
    };
  }

  /** The files of a night; a file that cannot be loaded is reported and makes the command fail. */
  static int list(List<NightlyFile> files, History history, Duration budget, PrintWriter out) {
    double known = 0;
    for (NightlyFile file : files) {
      OptionalDouble last = history.lastSeconds(file.name());
      known += last.orElse(0);
      out.printf(
          "%s  %s, %s%n",
          file.path(),
          file.sweep() ? "sweep" : "experiment",
          last.isPresent()
              ? "%.1f s last time".formatted(last.getAsDouble())
              : "no recorded duration");
      file.expect().forEach(expectation -> out.printf("  %s%n", expectation));
      if (!file.problem().isEmpty()) {
        out.printf("  %s%n", file.problem());
      }
    }
    out.printf(
        "%d file%s, %s, budget %s%n",
        files.size(),
        files.size() == 1 ? "" : "s",
        known > 0 ? "%.1f s in total last time".formatted(known) : "no recorded durations",
        budget.toSecondsPart() == 0 ? budget.toMinutes() + " min" : budget.toSeconds() + " s");
    out.flush();
    return files.stream().allMatch(file -> file.problem().isEmpty()) ? ExitCode.OK : ExitCode.USAGE;
  }
}
