package org.collapselab.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.collapselab.datasets.Shape;
import org.collapselab.models.EngineName;
import org.collapselab.models.FeatureModel;
import org.collapselab.models.Networks;
import org.collapselab.reports.run.ReportWriter;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.NamedEngine;
import org.collapselab.trainer.features.FeatureMeasurement;
import org.collapselab.trainer.run.LateMeasurement;
import org.collapselab.trainer.run.MeasuredLine;
import org.collapselab.trainer.run.RunPlan;
import org.collapselab.trainer.run.StoredRun;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.Splits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code collapse measure}. */
@Command(
    name = "measure",
    description = {
      "Measures a run again from its checkpoints, with other layers, samples or data.",
      "Or measures a model saved with Deeplearning4j (.zip). Open only model files that you trust:"
          + " they name the Java classes that run them.",
      "Or, with --features, measures features that any other program has written."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  collapse measure runs/20260101-120000-quickstart-0a1b2c --checkpoints all --split test",
      "  collapse measure runs/20260101-120000-quickstart-0a1b2c --layers 'fc*:post'"
          + " measure.samples=all",
      "  collapse measure model.zip --data mnist-10k data.scaling=standardized",
      "  collapse measure --features resnet.safetensors --head fc --loss ce --lambda 5e-4"
    })
final class MeasureCommand implements Callable<Integer>, TrainsNetworks {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN|MODEL",
      description = "The directory of a run, or a model file; left out with --features.")
  private Path source;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description =
          "Overrides of keys in data and measure, e.g. measure.samples=all; with --features of the"
              + " keys in docs/bring-your-own.md.")
  private List<String> overrides = new ArrayList<>();

  @Mixin private FeaturesOption features;

  @Option(
      names = "--checkpoints",
      paramLabel = "WHICH",
      description = "last, all, or steps separated by commas (default: last).")
  private String checkpoints;

  @Option(
      names = "--layers",
      split = ",",
      paramLabel = "PATTERN",
      description =
          "Layers, as in measure.taps (default: the layers of the run; for a model, all).")
  private List<String> layers = List.of();

  @Option(
      names = "--data",
      paramLabel = "SET",
      completionCandidates = SetNames.class,
      description = "Another data set, as in data.set.")
  private String set;

  @Option(
      names = "--split",
      split = ",",
      paramLabel = "SPLIT",
      description = "train, test or both (default: both).")
  private List<String> splits;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Parent of the new directory (default: measured/ in the run, or runs/).")
  private Path out;

  @Mixin private DataOption data;

  @Mixin private DeviceOption device;

  @Mixin private ThreadsOption threads;

  private LateMeasurement measurement;

  @Override
  public Optional<EngineName> namedEngine() {
    boolean isRun = !features.isGiven() && source != null && Files.isDirectory(source);
    return isRun ? NamedEngine.ofRun(source, List.of()) : Optional.of(EngineName.DL4J);
  }

  @Override
  public Integer call() {
    if (features.isGiven()) {
      measureFeatures();
      return ExitCode.OK;
    }
    check();
    boolean isRun = Files.isDirectory(source);
    try (Workers workers = threads.start()) {
      List<MeasuredLine> lines = isRun ? measureRun(workers) : measureModel(workers);
      print(lines, measurement.directory());
    }
    return ExitCode.OK;
  }

  private void measureFeatures() {
    if (checkpoints != null || splits != null || set != null) {
      throw new IllegalArgumentException(
          "--checkpoints, --split and --data are for runs and models, not for --features");
    }
    List<String> settings = new ArrayList<>();
    if (source != null) { // the first parameter
      settings.add(source.toString());
    }
    settings.addAll(overrides);
    try (Workers workers = threads.start()) {
      FeatureMeasurement.Result result =
          features.measure(
              out == null ? Path.of("runs") : out,
              layers,
              settings,
              RunsOption.command(spec),
              workers);
      print(result.lines(), result.directory());
      PrintWriter err = spec.commandLine().getErr();
      result.notes().forEach(note -> err.println("collapse: " + note));
      err.flush();
    }
  }

  private void check() {
    features.requireGiven();
    if (source == null) {
      throw new IllegalArgumentException(
          "name the directory of a run or a model file, or features with --features PATH");
    }
    if (!Files.exists(source)) {
      throw new IllegalArgumentException(
          source + " does not exist; expected the directory of a run, or a model file");
    }
    for (String override : overrides) {
      if (!override.startsWith("data.") && !override.startsWith("measure.")) {
        throw new IllegalArgumentException(
            override + ": only keys in data and measure can be changed after training");
      }
    }
    for (String split : splits()) {
      if (!split.equals(Splits.TRAIN) && !split.equals(Splits.TEST)) {
        throw new IllegalArgumentException("--split " + split + "; expected train, test or both");
      }
    }
  }

  private List<MeasuredLine> measureRun(Workers workers) {
    StoredRun run = StoredRun.open(source, data.home()).with(workers);
    device.require(run.plan().config().engine().name());
    ExperimentConfig config = ConfigLoader.recorded(run.directory().config(), settings());
    measurement =
        measurement(
            RunPlan.of(config, data.home()), out == null ? source.resolve("measured") : out);
    return measurement.of(
        run, CheckpointChoice.parse(checkpoints == null ? "last" : checkpoints).of(run));
  }

  private List<MeasuredLine> measureModel(Workers workers) {
    device.require(EngineName.DL4J);
    ExperimentConfig config =
        ConfigLoader.parse("name: measure\nmeasure: {taps: ['*']}", settings());
    RunPlan plan = RunPlan.forMeasuring(config, data.home()).with(workers);
    Shape shape = plan.train().shape();
    spec.commandLine()
        .getErr()
        .println("collapse: opening " + source + ", which must come from a source that you trust");
    try (FeatureModel model =
        Networks.open(source, shape.channels(), shape.height(), shape.width())) {
      measurement = measurement(plan, out == null ? Path.of("runs") : out);
      return measurement.of(model, source.toString());
    }
  }

  private LateMeasurement measurement(RunPlan plan, Path parent) {
    return new LateMeasurement(
        plan, splits(), parent, RunsOption.command(spec), run -> ReportWriter.write(run));
  }

  private List<String> splits() {
    return splits == null ? List.of(Splits.TRAIN, Splits.TEST) : splits;
  }

  private List<String> settings() {
    List<String> all = new ArrayList<>(overrides);
    if (set != null) {
      all.add("data.set=" + set);
    }
    if (!layers.isEmpty()) {
      all.add(ConfigLoader.override("measure.taps", layers));
    }
    return all;
  }

  private void print(List<MeasuredLine> lines, RunDirectory directory) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-10s %-6s %9s %9s  %s%n", "step", "split", "N", "accuracy", "DNC1");
    for (MeasuredLine line : lines) {
      out.printf(
          "%-10d %-6s %9d %9s  %s at %s%n",
          line.step(),
          line.split(),
          line.samples(),
          line.accuracy().isPresent() ? "%.4f".formatted(line.accuracy().getAsDouble()) : "–",
          line.dnc1().isPresent() ? "%.3e".formatted(line.dnc1().getAsDouble()) : "–",
          line.tap());
    }
    out.printf("%ntables  %s%nreport  %s%n", directory.path(), directory.report());
    out.flush();
  }
}
