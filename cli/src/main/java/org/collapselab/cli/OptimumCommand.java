package org.collapselab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.collapselab.reports.frontier.FrontierReportWriter;
import org.collapselab.studies.optimum.FrontierJson;
import org.collapselab.studies.optimum.OptimumDirectory;
import org.collapselab.studies.optimum.OptimumProblem;
import org.collapselab.studies.optimum.OptimumResult;
import org.collapselab.studies.optimum.OptimumSettings;
import org.collapselab.theory.DufmProblem;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code collapse optimum}. */
@Command(
    name = "optimum",
    description = {
      "Searches for the lowest loss of the deep unconstrained features model at each rank.",
      "What it finds are upper bounds, with the matrices that attain them; see docs/codes.md."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  collapse optimum --classes 5 --depth 4 --lambda 0.004",
      "  collapse optimum --classes 10 --depth 3 --lambda 0.002 --loss ce --linear --json"
    })
final class OptimumCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ProblemOptions problem;

  @Option(
      names = "--width",
      paramLabel = "d",
      description = "Width of every hidden layer, at least K (default: 2 K, at least 6).")
  private Integer width;

  @Option(
      names = "--starts",
      defaultValue = "24",
      description = "Random starts of each rank 1 to K (default: ${DEFAULT-VALUE}).")
  private int starts;

  @Option(
      names = "--minutes",
      defaultValue = "5",
      description =
          "After this time no further start begins; a search that it cuts short depends on the"
              + " machine's speed (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of everything random (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--threads",
      description = "Starts worked on at the same time (default: as many as there are cores).")
  private Integer threads;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Goes on in the directory of an earlier search of the same problem and seed.")
  private Path resume;

  @Mixin private RunsOption runs;

  @Option(names = "--json", description = "Prints the result as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    OptimumSettings settings = settings();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (StopSignal stop = StopSignal.install();
        OptimumProgress progress = OptimumProgress.create(err)) {
      OptimumDirectory directory =
          resume == null
              ? OptimumDirectory.create(runs.directory(), settings, runs.command())
              : OptimumDirectory.open(resume, settings);
      OptimumResult result = directory.run(progress, stop::requested);
      progress.close();
      FrontierReportWriter.write(directory.path());
      print(result, directory.path(), out);
      return result.stopped() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }
  }

  private void print(OptimumResult result, Path directory, PrintWriter out) {
    if (json) {
      out.print(Json.text(FrontierJson.of(result, directory)));
    } else {
      new OptimumTable(result).print(out);
      out.printf("%nmatrices  %s%n", directory);
      out.printf("report    %s%n", directory.resolve(RunDirectory.REPORT));
    }
    out.flush();
  }

  private OptimumSettings settings() {
    DufmProblem objective = problem.problem();
    OptimumProblem chosen =
        width == null
            ? OptimumProblem.ofDefaultWidth(objective)
            : new OptimumProblem(objective, width);
    int atOnce = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    return new OptimumSettings(chosen, starts, minutes, seed, atOnce);
  }
}
