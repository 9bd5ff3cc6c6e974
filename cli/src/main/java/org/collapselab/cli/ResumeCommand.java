package org.collapselab.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.collapselab.reports.run.ReportWriter;
import org.collapselab.trainer.run.Experiment;
import org.collapselab.trainer.run.RunOptions;
import org.collapselab.trainer.run.RunResult;
import org.collapselab.trainer.run.StoredRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code collapse resume}. */
@Command(
    name = "resume",
    description =
        "Continues a run that was killed, interrupted or failed from its last checkpoint, as if it"
            + " had never stopped.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  collapse resume runs/20260101-120000-quickstart-0a1b2c")
final class ResumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The directory of the run.")
  private Path run;

  @Mixin private DataOption data;

  @Mixin private DeviceOption device;

  @Option(names = "--check", description = CheckTable.OPTION)
  private boolean check;

  @Override
  public Integer call() {
    device.require();
    StoredRun stored = StoredRun.open(run, data.home());
    if (stored.hasEnded()) {
      return alreadyEnded(stored);
    }
    CheckTable.require(check, stored.plan().config().expect(), stored.directory().config());
    try (StopSignal stop = StopSignal.install()) {
      RunResult result =
          Experiment.resume(
              stored,
              new RunOptions(
                  run.toAbsolutePath().getParent(),
                  RunsOption.command(spec),
                  ConsoleProgress.create(),
                  ReportWriter::write,
                  stop::requested));
      return RunOutcome.report(stored.plan(), result, check, spec.commandLine().getOut());
    }
  }

  /** So that a scheduler may resume until the exit code is 0. */
  private int alreadyEnded(StoredRun stored) {
    RunResult result = stored.result().orElseThrow();
    writeReport(result);
    spec.commandLine()
        .getErr()
        .println("collapse: the run has already ended; there is nothing left to do");
    return RunOutcome.report(stored.plan(), result, check, spec.commandLine().getOut());
  }

  /** The process may have been killed just before. */
  private static void writeReport(RunResult result) {
    try {
      ReportWriter.write(result.directory().path());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
