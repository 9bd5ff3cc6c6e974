package org.collapselab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.collapselab.models.EngineName;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.NamedEngine;
import org.collapselab.trainer.run.Experiment;
import org.collapselab.trainer.run.RunOptions;
import org.collapselab.trainer.run.RunPlan;
import org.collapselab.trainer.run.RunResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code collapse run}. */
@Command(
    name = "run",
    description = "Trains, measures, compares with theory, and reports.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  collapse run experiments/quickstart.yaml",
      "  collapse run experiments/quickstart.yaml train.epochs=5"
          + " 'regularization.l2_head=[0.005,0.005,0.005,0.005]'",
      "  collapse run experiments/mnist-mlp-dufm.yaml --data-dir /data --dry-run"
    })
final class RunCommand implements Callable<Integer>, TrainsNetworks {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "The experiment, a YAML file.")
  private Path file;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Overrides of keys in FILE, e.g. optimizer.learning_rate=0.1.")
  private List<String> overrides = new ArrayList<>();

  @Mixin private DataOption data;

  @Mixin private DeviceOption device;

  @Mixin private EngineOption engine;

  @Mixin private ThreadsOption threads;

  @Mixin private RunsOption runs;

  @Option(names = "--check", description = CheckTable.OPTION)
  private boolean check;

  @Option(
      names = "--dry-run",
      description = "Checks configuration and data and describes the run, without training.")
  private boolean dryRun;

  @Override
  public Optional<EngineName> namedEngine() {
    return NamedEngine.ofExperiment(file, engine.in(overrides));
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ExperimentConfig config = ConfigLoader.load(file, engine.in(overrides));
    CheckTable.require(check, config.expect(), file);
    RunPlan plan = RunPlan.of(config, data.home());
    if (dryRun) {
      new DryRun(plan, runs.directory()).print(out);
      return ExitCode.OK;
    }
    device.require(config.engine().name());
    try (StopSignal stop = StopSignal.install()) {
      RunResult result =
          Experiment.run(
              plan,
              new RunOptions(
                  runs.directory(),
                  runs.command(),
                  ConsoleProgress.create(),
                  MatchedProgress.report(spec.commandLine().getErr(), stop),
                  stop::requested,
                  threads.count()));
      return RunOutcome.report(plan, result, check, out);
    }
  }
}
