package org.collapselab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.collapselab.models.Architecture;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.Optimizer;
import org.collapselab.models.Precision;
import org.collapselab.models.ResNetSpec;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.run.DufmPlace;
import org.collapselab.studies.dufm.EndCache;
import org.collapselab.studies.dufm.MatchedCost;
import org.collapselab.studies.dufm.MatchedOptions;
import org.collapselab.studies.dufm.MatchedSettings;
import org.collapselab.theory.Activation;
import org.collapselab.trainer.config.CompareConfig;
import org.collapselab.trainer.config.ConfigWriter;
import org.collapselab.trainer.config.MeasureConfig;
import org.collapselab.trainer.reference.EffectiveLambda;
import org.collapselab.trainer.reference.MatchedHead;
import org.collapselab.trainer.run.RunPlan;

/** Describes a run without starting it: configuration, layers, memory, measurements. */
final class DryRun {
  private static final int SHOWN_STEPS = 12;

  private final RunPlan plan;
  private final Path runs;
  private final Architecture model;
  private final List<LayerInfo> layers;

  /**
   * @param runs the parent of the run directory
   */
  DryRun(RunPlan plan, Path runs) {
    this.plan = plan;
    this.runs = runs;
    this.model = plan.networks().model();
    this.layers = model.layers(plan.networks().penalties(plan.stepsPerEpoch()));
  }

  void print(PrintWriter out) {
    out.println(ConfigWriter.toYaml(plan.config()));
    printData(out);
    printLayers(out);
    printMemory(out);
    printMeasurements(out);
    printMatchedDufm(out);
    out.flush();
  }

  private void printData(PrintWriter out) {
    new DataSummary(plan).print(out);
    out.printf(
        "steps: %d epochs of %d steps, %d in total%n%n",
        plan.config().train().epochs(), plan.stepsPerEpoch(), plan.totalSteps());
  }

  private void printLayers(PrintWriter out) {
    int width = Math.max(8, layers.stream().mapToInt(l -> l.name().length()).max().orElseThrow());
    String name = "%-" + width + "s ";
    out.printf(
        name + "%-9s %8s %8s %12s %10s %s%n",
        "layer",
        "part",
        "in",
        "out",
        "parameters",
        "λ",
        "then");
    for (LayerInfo layer : layers) {
      out.printf(
          name + "%-9s %8d %8d %12d %10.4g %s%n",
          layer.name(),
          layer.inHead() ? "head W_" + layer.headIndex() : "backbone",
          layer.inputs(),
          layer.outputs(),
          layer.parameters(),
          EffectiveLambda.of(plan.config(), layer),
          then(layer));
    }
    long norms = model.parameters() - layers.stream().mapToLong(LayerInfo::parameters).sum();
    if (norms > 0) {
      out.printf(name + "%-9s %8s %8s %12d %10d%n", "γ, β", "norms", "", "", norms, 0);
    }
    out.printf(name + "%-9s %8s %8s %12d%n%n", "total", "", "", "", model.parameters());
  }

  private String then(LayerInfo layer) {
    if (model instanceof ResNetSpec && !layer.inHead()) {
      return "batch norm";
    }
    return layer.activation() == Activation.LINEAR ? "nothing" : "ReLU";
  }

  private void printMemory(PrintWriter out) {
    long unit = plan.config().model().precision() == Precision.DOUBLE ? 8 : 4;
    boolean plain = plan.config().optimizer().type().name().equals(Optimizer.Kind.SGD.name());
    long copies = plain ? 2 : 3;
    long batch = 2 * (plan.train().dim() + activations()) * plan.config().train().batchSize();
    int classes = Math.max(1, plan.train().numClasses());
    out.println("memory, estimated from the shapes (plus about 0.3 GB for the runtime):");
    line(out, "parameters, gradients, momentum", copies * model.parameters() * unit);
    line(out, "activations and their gradients", batch * unit);
    line(out, "data", dataBytes());
    line(out, "class statistics of measured taps", 3 * measured() * classes * Double.BYTES);
    out.println();
  }

  /** Values per sample at all taps, except taps that are means of others. */
  private long activations() {
    return model.taps().entrySet().stream()
        .filter(tap -> !tap.getKey().contains(".pooled:"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private long measured() {
    return plan.measuredTaps().stream().mapToLong(tap -> model.taps().get(tap.toString())).sum();
  }

  /** Images are kept as bytes, other samples as FP32. */
  private long dataBytes() {
    long samples = (long) plan.train().size() + plan.data().split().test().size();
    return samples * plan.train().dim() * (plan.train().hasBytes() ? 1 : Float.BYTES);
  }

  private static void line(PrintWriter out, String what, long bytes) {
    out.printf("  %-34s %9.1f MB%n", what, bytes / 1e6);
  }

  private void printMeasurements(PrintWriter out) {
    long[] steps = plan.schedule().steps();
    String shown =
        Arrays.stream(steps)
            .limit(SHOWN_STEPS)
            .mapToObj(Long::toString)
            .collect(Collectors.joining(", "));
    out.printf(
        "measurements: %d%s, after steps %s%s; taps %s; on %s%n",
        steps.length,
        fewer(steps.length),
        shown,
        steps.length > SHOWN_STEPS ? ", … , " + steps[steps.length - 1] : "",
        plan.config().measure().taps(),
        plan.followedOn());
  }

  private void printMatchedDufm(PrintWriter out) {
    CompareConfig compare = plan.config().compare();
    if (!compare.asksForDufm()) {
      return;
    }
    try {
      MatchedHead.planned(plan.config(), layers, plan.train().numClasses(), plan.train().size())
          .ifPresentOrElse(
              head -> printMatchedDufm(head, compare, out),
              () ->
                  out.println(
                      "matched DUFM: its λ_H will be matched to the run's features, so its cost is not known yet"));
    } catch (IllegalArgumentException e) {
      out.println("matched DUFM: none. " + e.getMessage());
    }
  }

  private void printMatchedDufm(MatchedHead head, CompareConfig compare, PrintWriter out) {
    MatchedOptions options = MatchedOptions.of(compare);
    MatchedSettings settings = MatchedSettings.of(head, options);
    MatchedCost cost = MatchedCost.of(settings, options.seedValues(), new EndCache(runs, settings));
    out.printf(
        "matched DUFM: %d seeds, of which %d are there already; d = %d, %s; %,d steps, %.3g time constants; about %s for each seed on one thread%n",
        options.seeds(),
        options.seeds() - cost.missing(),
        settings.model().width(),
        DufmPlace.features(settings.model()),
        settings.descent().steps(),
        settings.timeConstants(),
        Numbers.duration(Math.max(1.0, Math.rint(cost.secondsPerSeed()))));
    head.differences().forEach(difference -> out.println("  " + difference));
  }

  /** A logarithmic schedule with more measurements than steps measures at every step. */
  private String fewer(int taken) {
    MeasureConfig.Schedule schedule = plan.config().measure().schedule();
    boolean isFewer =
        schedule.type() == MeasureConfig.Schedule.Spacing.LOG && taken < schedule.count();
    return isFewer ? " (one at each step; schedule.count is %d)".formatted(schedule.count()) : "";
  }
}
