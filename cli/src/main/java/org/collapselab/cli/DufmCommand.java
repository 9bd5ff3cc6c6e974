package org.collapselab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.FeatureMode;
import org.collapselab.reports.run.DufmPlace;
import org.collapselab.reports.run.ReportWriter;
import org.collapselab.reports.sweep.SweepReportWriter;
import org.collapselab.studies.dufm.MatchedOptions;
import org.collapselab.studies.dufm.MatchedRun;
import org.collapselab.studies.dufm.MatchedSettings;
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
import org.collapselab.trainer.store.MatchedDufm;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunLock;
import picocli.CommandLine.ArgGroup;
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
      "  collapse dufm --classes 10 --depth 4 --lambda 0.001 --loss ce --linear --steps 3000 --polish",
      "  collapse dufm --like runs/20260101-120000-quickstart-0a1b2c --seeds 20"
    })
final class DufmCommand implements Callable<Integer> {
  private static final int SEEDS = 10;
  private static final int MATCHED_SEEDS = 20;
  private static final int STEPS = 60_000;

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  /** What is trained. */
  private static final class Source {
    @Option(
        names = "--like",
        paramLabel = "RUN",
        description =
            "The DUFM with the K, L, d, n, λ's, loss and activation of a run's head. The run's place"
                + " among its seeds goes into matched-dufm.json and report.html of RUN.")
    private Path like;

    @ArgGroup(exclusive = false)
    private ProblemOptions problem;
  }

  @Option(
      names = "--width",
      paramLabel = "d",
      description = "Width of every hidden layer, at least K (default: 3 K).")
  private Integer width;

  @Option(
      names = "--features",
      description =
          "explicit: all N = K n features are trained; means: one column per class that starts and"
              + " moves as the mean of n features does; column: one that moves n times as fast"
              + " (default: explicit; with --like means if N is above 1000).")
  private FeatureMode features;

  @Option(
      names = "--explicit-samples",
      description = "The same as --features explicit, which is the default.")
  private boolean explicitSamples;

  @Option(names = "--seeds", description = "Random starts (default: 10; with --like 20).")
  private Integer seeds;

  @Option(
      names = "--first-seed",
      defaultValue = "1",
      description = "The first seed (default: ${DEFAULT-VALUE}).")
  private long firstSeed;

  @Option(
      names = "--steps",
      description =
          "Maximum number of steps of gradient descent (default: 60000; with --like chosen from the"
              + " λ's).")
  private Integer steps;

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
      names = "--free-steps",
      defaultValue = "0",
      description = "Steps without penalties at the start (default: ${DEFAULT-VALUE}).")
  private int freeSteps;

  @Option(
      names = "--warmup-steps",
      defaultValue = "0",
      description =
          "Steps after these over which every λ rises to its value (default: ${DEFAULT-VALUE}).")
  private int warmupSteps;

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
      paramLabel = "N",
      description =
          "Seeds trained at the same time (default: one per processor). The numbers are the same"
              + " for every N.")
  private Integer threads;

  @Mixin private RunsOption runs;

  @Mixin private DeviceOption device;

  @Option(names = "--json", description = "Prints the result as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (source.like != null) {
      return like();
    }
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

  private int like() throws IOException {
    requireOwn("--width", "the DUFM has the width of the run's head");
    requireOwn("--polish", "the ends are compared with a run, which is not polished");
    requireOwn("--free-steps", "the λs begin as those of the run do");
    requireOwn("--warmup-steps", "the λs begin as those of the run do");
    requireOwn("--runs-dir", "the result belongs to the directory of the run");
    MatchedOptions options = matchedOptions();
    MatchedRun run = MatchedRun.open(source.like);
    MatchedSettings settings = MatchedSettings.of(run.head(), options);
    PrintWriter err = spec.commandLine().getErr();
    try (StopSignal stop = StopSignal.install()) {
      Optional<MatchedDufm> matched =
          run.match(
              settings, options.seedValues(), threads(), new MatchedProgress(err), stop::requested);
      if (matched.isEmpty()) {
        err.println("collapse: stopped; the same command trains the seeds that are left");
        return ExitCode.INTERRUPTED;
      }
      ReportWriter.write(run.directory().path());
      print(new MatchedDufmTable(new DufmPlace(matched.get()), run));
      return matchedExitCode(new DufmPlace(matched.get()), err);
    }
  }

  private void print(MatchedDufmTable table) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.text(table.json()));
    } else {
      table.print(out);
    }
    out.flush();
  }

  private int matchedExitCode(DufmPlace place, PrintWriter err) {
    int seeds = place.matched().ends().size();
    return exitCode(seeds - place.ended().size(), seeds, err).orElse(ExitCode.OK);
  }

  private void requireOwn(String option, String reason) {
    if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
      throw new IllegalArgumentException(option + " does not go with --like: " + reason);
    }
  }

  private MatchedOptions matchedOptions() {
    return new MatchedOptions(
        seeds == null ? MATCHED_SEEDS : seeds,
        firstSeed,
        explicitSamples ? Optional.of(FeatureMode.EXPLICIT) : Optional.ofNullable(features),
        steps == null ? OptionalInt.empty() : OptionalInt.of(steps),
        learningRate,
        momentum,
        tolerance);
  }

  private StudySettings settings() {
    DufmProblem objective = source.problem.problem();
    DufmTrial trial =
        new DufmTrial(
            objective.classes(),
            objective.depth(),
            width == null ? OptionalInt.empty() : OptionalInt.of(width),
            objective.weightLambdas(),
            Optional.of(objective.featureLambda()),
            objective.samplesPerClass(),
            explicitSamples || features == null ? FeatureMode.EXPLICIT : features,
            Loss.valueOf(objective.loss().name()),
            Activation.valueOf(objective.activation().name()),
            DufmTrial.Start.RANDOM,
            learningRate,
            momentum,
            steps == null ? STEPS : steps,
            freeSteps,
            warmupSteps,
            tolerance,
            polish,
            true);
    return new StudySettings(trial, seeds == null ? SEEDS : seeds, firstSeed, threads());
  }

  private int threads() {
    return threads == null ? ThreadsOption.processors() : threads;
  }

  private int exitCode(StudyResult result, PrintWriter err) {
    return exitCode(result.diverged(), result.seeds().size(), err)
        .orElse(result.stopped() ? ExitCode.INTERRUPTED : ExitCode.OK);
  }

  /** Empty if none diverged. */
  private OptionalInt exitCode(long diverged, int seeds, PrintWriter err) {
    if (diverged == 0) {
      return OptionalInt.empty();
    }
    err.printf(
        "collapse: %d of %d runs diverged; try a smaller learning rate, such as --learning-rate %s%n",
        diverged, seeds, learningRate / 2);
    err.flush();
    return OptionalInt.of(ExitCode.DIVERGED);
  }
}
