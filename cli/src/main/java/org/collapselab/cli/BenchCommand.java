package org.collapselab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.collapselab.models.EngineName;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.NamedEngine;
import org.collapselab.trainer.run.HookCost;
import org.collapselab.trainer.run.RunPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code collapse bench}. */
@Command(
    name = "bench",
    description = {
      "Measures training speed with hooks off and on.",
      "Alternates training and measuring, and reports the cost of the experiment's own schedule of"
          + " measurements."
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer>, TrainsNetworks {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "The experiment, a YAML file.")
  private Path file;

  @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "Overrides of keys in FILE.")
  private List<String> overrides = new ArrayList<>();

  @Mixin private DataOption data;

  @Mixin private DeviceOption device;

  @Mixin private EngineOption engine;

  @Mixin private ThreadsOption threads;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Rounds of training and measuring (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      description = "Seconds of training per round (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Override
  public Optional<EngineName> namedEngine() {
    return NamedEngine.ofExperiment(file, engine.in(overrides));
  }

  @Override
  public Integer call() {
    if (rounds < 1 || !(seconds > 0)) {
      throw new IllegalArgumentException("--rounds must be ≥ 1 and --seconds > 0");
    }
    ExperimentConfig config = ConfigLoader.load(file, engine.in(overrides));
    device.require(config.engine().name());
    RunPlan plan = RunPlan.of(config, data.home());
    HookCost cost;
    try (Workers workers = threads.start()) {
      cost = HookCost.measure(plan.with(workers), rounds, seconds);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("training, hooks off   %s samples/s%n", cost.samplesPerSecond());
    out.printf("one measurement       %s s%n", cost.secondsPerMeasurement());
    out.printf(
        "planned               %d measurements in %d steps%n", cost.measurements(), cost.steps());
    out.printf("training, hooks on    %.0f samples/s%n", cost.samplesPerSecondWithHooks());
    out.printf("cost of hooks         %.2f %% of training time%n", 100 * cost.relativeCost());
    out.flush();
    return ExitCode.OK;
  }
}
