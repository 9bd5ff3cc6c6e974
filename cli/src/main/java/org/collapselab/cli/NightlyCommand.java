package org.collapselab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.collapselab.models.EngineName;
import org.collapselab.studies.nightly.ConfiguredRuns;
import org.collapselab.studies.nightly.History;
import org.collapselab.studies.nightly.Night;
import org.collapselab.studies.nightly.NightResult;
import org.collapselab.studies.nightly.NightlyFile;
import org.collapselab.studies.nightly.NightlyPage;
import org.collapselab.trainer.store.SourceCommit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code collapse nightly}. */
@Command(
    name = "nightly",
    description = {
      "Runs a folder of small experiments and sweeps, checks their expectations, and keeps a"
          + " history.",
      "See docs/nightly.md."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  collapse nightly",
      "  collapse nightly --dry-run",
      "  collapse nightly my/experiments --out /data/nightly --budget 1h30m --allow-partial"
    })
final class NightlyCommand implements Callable<Integer>, TrainsNetworks {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = "experiments/nightly",
      description =
          "Folder of YAML files, run in alphabetical order, or one file (default:"
              + " ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "nightly",
      description =
          "Where runs, history.csv and index.html are kept between nights (default:"
              + " ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      defaultValue = "60m",
      converter = BudgetConverter.class,
      description =
          "Time for all files; a file is not started if it took longer than the remaining time when"
              + " it last ran (default: ${DEFAULT-VALUE}).")
  private Duration budget;

  @Option(
      names = "--allow-partial",
      description = "Exits with 0 even if files were not run, as long as all others passed.")
  private boolean allowPartial;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Trials of a sweep that run at the same time (default: one per processor).")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--dry-run",
      description = "Lists files, expectations and last durations without running anything.")
  private boolean dryRun;

  @Mixin private DataOption data;

  @Mixin private DeviceOption device;

  @Override
  public Optional<EngineName> namedEngine() {
    return Optional.of(NightlyFile.engine(folder));
  }

  @Override
  public Integer call() {
    if (workers < 1) {
      throw new IllegalArgumentException("--workers must be at least 1, got " + workers);
    }
    PrintWriter console = spec.commandLine().getOut();
    List<NightlyFile> files = NightlyFile.in(folder);
    if (dryRun) {
      return NightConsole.list(files, History.open(out), budget, console);
    }
    device.require(NightlyFile.engine(folder));
    try (StopSignal stop = StopSignal.install()) {
      ConfiguredRuns runs =
          new ConfiguredRuns(
              data.home(),
              RunsOption.command(spec),
              workers,
              stop::requested,
              ConsoleProgress::create,
              () -> SweepProgress.create(() -> workers));
      Night night =
          new Night(
              out,
              budget,
              SourceCommit.current(),
              Clock.systemDefaultZone(),
              stop::requested,
              new NightConsole(console));
      NightResult result = night.run(files, runs);
      Path page = NightlyPage.write(out, result);
      NightConsole.sumUp(result, page, console);
      return stop.requested() ? ExitCode.INTERRUPTED : exitCode(result);
    }
  }

  private int exitCode(NightResult night) {
    boolean incomplete = night.partial() && !allowPartial;
    return night.missed() || incomplete ? ExitCode.DRIFT : ExitCode.OK;
  }
}
