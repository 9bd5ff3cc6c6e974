package org.collapselab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collapselab.models.EngineName;
import org.collapselab.reports.sweep.SweepReportWriter;
import org.collapselab.studies.sweep.SweepCheck;
import org.collapselab.studies.sweep.SweepChecks;
import org.collapselab.studies.sweep.SweepContext;
import org.collapselab.studies.sweep.SweepDirectory;
import org.collapselab.studies.sweep.SweepListener;
import org.collapselab.studies.sweep.SweepRunner;
import org.collapselab.studies.sweep.TrialExecutor;
import org.collapselab.trainer.config.ExperimentTrial;
import org.collapselab.trainer.config.NamedEngine;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.expect.Checks;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.TrialRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code collapse sweep}. */
@Command(
    name = "sweep",
    description = {
      "Runs every combination of settings with every seed, and reports means over seeds.",
      "See docs/sweeps.md."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  collapse sweep experiments/papers/srg-loss.yaml --smoke",
      "  collapse sweep experiments/papers/srg-width.yaml seeds=20 'vary.width=[10,30]'",
      "  collapse sweep --resume runs/20261123-120000-srg-width-0f3a9c"
    })
final class SweepCommand implements Callable<Integer>, TrainsNetworks {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "A YAML file.")
  private Path file;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Overrides of keys in FILE, e.g. seeds=3 or dufm.steps=1000.")
  private List<String> overrides = new ArrayList<>();

  @Option(names = "--smoke", description = "Runs the small version of FILE, for a quick look.")
  private boolean smoke;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Continues an interrupted sweep; takes no FILE.")
  private Path resume;

  @Option(
      names = "--retry-failed",
      description = "With --resume: repeats trials that failed or diverged.")
  private boolean retryFailed;

  @Mixin private TrialsOption trials;

  @Option(names = "--check", description = CheckTable.OPTION)
  private boolean check;

  @Option(
      names = "--dry-run",
      description = "Checks the file and lists the settings without running anything.")
  private boolean dryRun;

  @Mixin private DataOption data;

  @Mixin private DeviceOption device;

  @Mixin private RunsOption runs;

  @Override
  public Optional<EngineName> namedEngine() {
    if (resume != null) {
      EngineName named =
          NamedEngine.ofSweep(SweepDirectory.open(resume).config()).orElse(EngineName.DL4J);
      return Optional.of(named);
    }
    return NamedEngine.ofSweep(SweepLoader.load(file, overrides, smoke));
  }

  @Override
  public String wordForLibtorch() {
    return "experiment.engine.name=" + EngineName.LIBTORCH.key();
  }

  @Override
  public Integer call() throws IOException {
    check();
    PrintWriter out = spec.commandLine().getOut();
    Optional<SweepDirectory> resumed = Optional.ofNullable(resume).map(SweepDirectory::open);
    SweepConfig config = resumed.map(SweepDirectory::config).orElseGet(this::load);
    if (dryRun) {
      SweepChecks.requireData(config, data.home());
      list(config, out);
      return ExitCode.OK;
    }
    device.require(config.engine());
    CheckTable.require(check, config.expect(), resume == null ? file : resume);
    SweepDirectory directory =
        resumed.orElseGet(() -> SweepDirectory.create(runs.directory(), config, runs.command()));
    TrialsOption.Sharing sharing = trials.sharing(directory.open(retryFailed).size());
    say(sharing, config);
    try (StopSignal stop = StopSignal.install()) {
      SweepContext context =
          new SweepContext(
              data.home(),
              directory.path().resolve(SweepFiles.RUNS),
              runs.command(),
              stop::requested,
              sharing.threads());
      TrialExecutor executor = trials.executor(data, sharing);
      SweepListener progress = SweepProgress.create(executor::slots);
      boolean done = SweepRunner.run(directory, context, executor, retryFailed, progress);
      SweepReportWriter.write(directory.path(), directory.config());
      Checks checks = SweepCheck.of(directory, done);
      print(directory, checks, out);
      return done
          ? CheckTable.exitCode(exitCode(directory.records()), check, checks)
          : interrupted(directory);
    }
  }

  /** Only networks use more than one thread for a trial. */
  private void say(TrialsOption.Sharing sharing, SweepConfig config) {
    boolean networks =
        config.settings().stream().anyMatch(s -> s.trial() instanceof ExperimentTrial);
    if (networks && sharing.threads() > 1) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "collapse: trials that run at the same time: %d; threads of each: %d%n",
          sharing.trials(), sharing.threads());
      err.flush();
    }
  }

  private SweepConfig load() {
    SweepConfig config = SweepLoader.load(file, overrides, smoke);
    SweepChecks.require(config);
    return config;
  }

  private void check() {
    if ((file == null) == (resume == null)) {
      throw new IllegalArgumentException("expected either a FILE or --resume DIR");
    }
    if (resume != null && smoke) {
      throw new IllegalArgumentException("--smoke needs a FILE; a resumed sweep keeps its size");
    }
    trials.check();
  }

  private static void list(SweepConfig config, PrintWriter out) {
    for (SweepSetting setting : config.settings()) {
      out.printf("s%-4d %s%n", setting.index(), setting.label());
    }
    out.printf(
        "settings × seeds = trials: %d × %d = %d%n",
        config.settings().size(), config.seeds().size(), config.trials());
    out.flush();
  }

  private static void print(SweepDirectory directory, Checks checks, PrintWriter out) {
    out.printf("%n%s%n", ends(directory));
    directory.records().stream()
        .filter(record -> !record.state().isCompleted())
        .limit(5)
        .forEach(r -> out.printf("  %s %s: %s%n", r.trial(), r.state().trialLabel(), r.reason()));
    if (!directory.setAside().isEmpty()) {
      out.printf(
          "set aside: the results of %s, whose settings sweep.yaml no longer has; they are in %s%n",
          String.join(", ", directory.setAside()), directory.path().resolve("set-aside"));
    }
    CheckTable.print(checks, out);
    out.printf("%nsweep   %s%n", directory.path());
    out.printf("report  %s%n", directory.path().resolve(RunDirectory.REPORT));
    out.flush();
  }

  /** Such as {@code 4 of 6 trials completed, 1 diverged, 1 failed}. */
  private static String ends(SweepDirectory directory) {
    Map<String, Long> ends =
        directory.records().stream()
            .collect(
                Collectors.groupingBy(
                    r -> r.state().trialLabel(), TreeMap::new, Collectors.counting()));
    Long completed = ends.remove(EndState.COMPLETED.trialLabel());
    StringBuilder text = new StringBuilder();
    text.append(completed == null ? 0 : completed);
    text.append(" of %d trials completed".formatted(directory.config().trials()));
    ends.forEach((state, count) -> text.append(", %d %s".formatted(count, state)));
    return text.toString();
  }

  /** Failed trials are rows; a sweep has failed if no trial completed. */
  private static int exitCode(List<TrialRecord> records) {
    Set<Integer> codes =
        records.stream().map(record -> exitCode(record.state())).collect(Collectors.toSet());
    return Stream.of(ExitCode.OK, ExitCode.DIVERGED)
        .filter(codes::contains)
        .findFirst()
        .orElse(ExitCode.FAILURE);
  }

  private static int exitCode(EndState state) {
    return switch (state) {
      case COMPLETED, STOPPED -> ExitCode.OK;
      case DIVERGED -> ExitCode.DIVERGED;
      case INTERRUPTED, FAILED -> ExitCode.FAILURE;
    };
  }

  private int interrupted(SweepDirectory directory) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "collapse: interrupted. Continue with: collapse sweep --resume %s%n",
        ShellWord.of(directory.path()));
    err.flush();
    return ExitCode.INTERRUPTED;
  }
}
