package org.collapselab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.FeatureMode;
import org.collapselab.reports.sweep.SweepReportWriter;
import org.collapselab.studies.dufm.Study;
import org.collapselab.studies.dufm.StudyResult;
import org.collapselab.studies.dufm.StudySettings;
import org.collapselab.studies.sweep.StudyFiles;
import org.collapselab.studies.sweep.SweepDirectory;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.trainer.config.DufmTrial;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code collapse dufm}. */
@Command(
    name = "dufm",
    description = {
      "Trains the deep unconstrained features model itself, from many random starts.",
      "Full-batch gradient descent in FP64; see docs/dufm.md."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  collapse dufm --classes 10 --depth 4 --lambda 0.004 --width 30 --seeds 10",
      "  collapse dufm --classes 10 --depth 4 --lambda 0.001 --loss ce --linear --steps 3000 --polish"
    })
final class DufmCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ProblemOptions problem;

  @Option(
      names = "--width",
      paramLabel = "d",
      description = "Width of every hidden layer, at least K (default: 3 K).")
  private Integer width;

  @Option(
      names = "--features",
      defaultValue = "explicit",
      description =
          "explicit: all N = K n features are trained; means: one column per class that starts and"
              + " moves as the mean of n features does; column: one that moves n times as fast"
              + " (default: ${DEFAULT-VALUE}).")
  private FeatureMode features;

  @Option(
      names = "--explicit-samples",
      description = "The same as --features explicit, which is the default.")
  private boolean explicitSamples;

  @Option(
      names = "--seeds",
      defaultValue = "10",
      description = "Random starts (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--first-seed",
      defaultValue = "1",
      description = "The first seed (default: ${DEFAULT-VALUE}).")
  private long firstSeed;

  @Option(
      names = "--steps",
      defaultValue = "60000",
      description = "Maximum number of steps of gradient descent (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--learning-rate",
      defaultValue = "0.5",
      description = "Learning rate (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--momentum",
      defaultValue = "0",
      description = "Heavy-ball momentum in [0, 1) (default: ${DEFAULT-VALUE}).")
  private double momentum;

  @Option(
      names = "--tolerance",
      defaultValue = "1e-9",
      description = "Gradient norm at which a run stops (default: ${DEFAULT-VALUE}).")
  private double tolerance;

  @Option(
      names = "--polish",
      description = "Polishes every end point and every reference: continues to a nearby minimum.")
  private boolean polish;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "Runs trained at the same time (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Mixin private RunsOption runs;

  @Mixin private DeviceOption device;

  @Option(names = "--json", description = "Prints the result as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    StudySettings settings = settings();
    try (StopSignal stop = StopSignal.install()) {
      StudyFiles files = StudyFiles.create(runs.directory(), settings, runs.command());
      return run(files, settings, stop);
    }
  }

  @SuppressWarnings("try") // the lock is only held open, never used
  private int run(StudyFiles files, StudySettings settings, StopSignal stop) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (RunLock lock = RunLock.acquire(files.directory().path())) {
      Descent.Listener screen =
          DufmProgress.create(
              settings, Terminal.isWatched() ? new PrintWriter(System.err, true) : err);
      Descent.Listener both =
          (step, starts) -> {
            files.looked(step, starts);
            screen.looked(step, starts);
          };
      StudyResult result = Study.run(settings, both, stop::requested);
      files.write(result);
      SweepReportWriter.write(files.directory().path(), files.directory().config());
      print(result, files.directory(), out);
      return exitCode(result, err);
    }
  }

  private void print(StudyResult result, SweepDirectory directory, PrintWriter out) {
    DufmTable table = new DufmTable(result);
    if (json) {
      out.print(Json.text(table.json(directory.path())));
    } else {
      table.print(out);
      out.printf("%nrun     %s%n", directory.path());
      out.printf("report  %s%n", directory.path().resolve(RunDirectory.REPORT));
    }
    out.flush();
  }

  private StudySettings settings() {
    DufmProblem objective = problem.problem();
    DufmTrial trial =
        new DufmTrial(
            objective.classes(),
            objective.depth(),
            width == null ? OptionalInt.empty() : OptionalInt.of(width),
            objective.weightLambdas(),
            Optional.of(objective.featureLambda()),
            objective.samplesPerClass(),
            explicitSamples ? FeatureMode.EXPLICIT : features,
            Loss.valueOf(objective.loss().name()),
            Activation.valueOf(objective.activation().name()),
            DufmTrial.Start.RANDOM,
            learningRate,
            momentum,
            steps,
            tolerance,
            polish,
            true);
    return new StudySettings(trial, seeds, firstSeed, threads);
  }

  private int exitCode(StudyResult result, PrintWriter err) {
    if (result.diverged() > 0) {
      err.printf(
          "collapse: %d of %d runs diverged; try a smaller learning rate, such as --learning-rate %s%n",
          result.diverged(), result.seeds().size(), learningRate / 2);
      err.flush();
      return ExitCode.DIVERGED;
    }
    return result.stopped() ? ExitCode.INTERRUPTED : ExitCode.OK;
  }
}
