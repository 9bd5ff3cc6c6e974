package org.collapselab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.collapselab.models.EngineName;
import org.collapselab.trainer.config.NamedEngine;
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
            + " had never stopped; or trains it longer, with train.epochs.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  collapse resume runs/20260101-120000-quickstart-0a1b2c",
      "  collapse resume runs/20260101-120000-quickstart-0a1b2c train.epochs=300"
    })
final class ResumeCommand implements Callable<Integer>, TrainsNetworks {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RUN", description = "The directory of the run.")
  private Path run;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description =
          "Changes of the configuration from here on: train.epochs, train.until,"
              + " measure.schedule, engine, checkpoint, export, expect, description.")
  private List<String> changes = new ArrayList<>();

  @Mixin private DataOption data;

  @Mixin private DeviceOption device;

  @Mixin private EngineOption engine;

  @Mixin private ThreadsOption threads;

  @Option(names = "--check", description = CheckTable.OPTION)
  private boolean check;

  @Override
  public Optional<EngineName> namedEngine() {
    return NamedEngine.ofRun(run, engine.in(changes));
  }

  @Override
  public Integer call() {
    StoredRun stored = StoredRun.open(run, data.home(), engine.in(changes));
    device.require(stored.plan().config().engine().name());
    if (stored.hasEnded() && changes.isEmpty()) {
      return alreadyEnded(stored);
    }
    PrintWriter err = spec.commandLine().getErr();
    stored.warnings().forEach(warning -> err.println("collapse: " + warning));
    err.flush();
    CheckTable.require(check, stored.plan().config().expect(), stored.directory().config());
    try (StopSignal stop = StopSignal.install()) {
      RunResult result =
          Experiment.resume(
              stored,
              new RunOptions(
                  run.toAbsolutePath().getParent(),
                  RunsOption.command(spec),
                  ConsoleProgress.create(),
                  MatchedProgress.report(err, stop),
                  stop::requested,
                  threads.count()));
      return RunOutcome.report(stored.plan(), result, check, spec.commandLine().getOut());
    }
  }

  /**
   * Writes the report, after a matched DUFM that was cut off. Returns the run's exit code, so that
   * a scheduler can resume until it is 0.
   */
  private int alreadyEnded(StoredRun stored) {
    RunResult result = stored.result().orElseThrow();
    boolean reported = Files.isRegularFile(result.directory().report());
    try (StopSignal stop = StopSignal.install()) {
      MatchedProgress.report(spec.commandLine().getErr(), stop).write(result.directory().path());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    spec.commandLine()
        .getErr()
        .println(
            reported
                ? "collapse: the run has already ended; there is nothing left to do"
                : "collapse: the run has already ended; its report was missing and is now written");
    return RunOutcome.report(stored.plan(), result, check, spec.commandLine().getOut());
  }
}
