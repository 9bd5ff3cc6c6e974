package org.collapselab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.collapselab.models.EngineName;
import org.collapselab.trainer.config.NamedEngine;
import org.collapselab.trainer.run.Experiment;
import org.collapselab.trainer.run.Reproduction;
import org.collapselab.trainer.run.Reproduction.Finding;
import org.collapselab.trainer.run.RunOptions;
import org.collapselab.trainer.run.RunResult;
import org.collapselab.trainer.run.StoredRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code collapse reproduce}. */
@Command(
    name = "reproduce",
    description = {
      "Repeats a finished run from its own configuration and compares all numbers.",
      "With the same version and machine they agree to the last bit, whatever --threads is."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  collapse reproduce runs/20260101-120000-quickstart-0a1b2c")
final class ReproduceCommand implements Callable<Integer>, TrainsNetworks {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The directory of the run.")
  private Path run;

  @Mixin private DataOption data;

  @Mixin private DeviceOption device;

  @Mixin private ThreadsOption threads;

  @Mixin private RunsOption runs;

  @Override
  public Optional<EngineName> namedEngine() {
    return NamedEngine.ofRun(run, List.of());
  }

  @Override
  public Integer call() {
    StoredRun stored = StoredRun.open(run, data.home());
    device.require(stored.plan().config().engine().name());
    if (!stored.hasEnded()) {
      throw new IllegalArgumentException(
          "%s has not finished; continue it with 'collapse resume'".formatted(run));
    }
    stored.requireRepeatable();
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> surroundings = Reproduction.surroundings(stored);
    surroundings.stream().filter(f -> !f.isSame()).forEach(f -> print("differs", f, out));
    out.flush();
    try (StopSignal stop = StopSignal.install()) {
      RunResult again =
          Experiment.run(
              stored.plan(),
              new RunOptions(
                  runs.directory(),
                  runs.command(),
                  ConsoleProgress.create(),
                  MatchedProgress.report(spec.commandLine().getErr(), stop),
                  stop::requested,
                  threads.count()));
      return switch (again.summary().state()) {
        case INTERRUPTED -> ExitCode.INTERRUPTED;
        case COMPLETED, STOPPED, DIVERGED, FAILED -> compare(stored, again, out);
      };
    }
  }

  private static int compare(StoredRun stored, RunResult again, PrintWriter out) {
    List<Finding> results = Reproduction.results(stored.directory(), again.directory());
    results.forEach(finding -> print(finding.isSame() ? "same" : "differs", finding, out));
    boolean same = results.stream().allMatch(Finding::isSame);
    out.printf("%n%s%n", same ? "reproduced to the last bit" : "not reproduced");
    out.printf("run     %s%n", again.directory().path());
    out.flush();
    return same ? ExitCode.OK : ExitCode.DRIFT;
  }

  private static void print(String verdict, Finding finding, PrintWriter out) {
    out.printf(
        "%-8s %s%s%n", verdict, finding.what(), finding.difference().map(d -> ": " + d).orElse(""));
  }
}
