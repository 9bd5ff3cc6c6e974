package org.collapselab.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.models.dufm.FeatureMode;
import org.collapselab.reports.sweep.data.Share;
import org.collapselab.studies.dufm.DufmModel;
import org.collapselab.studies.surface.Settled;
import org.collapselab.studies.surface.SurfacePoints;
import org.collapselab.studies.surface.SurfaceProbe;
import org.collapselab.studies.surface.SurfaceSettings;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code collapse surface}. */
@Command(
    name = "surface",
    description = {
      "Measures the loss surface of the deep unconstrained features model around its solutions:",
      "gradient, Hessian, kind of critical point, flatness; see docs/surface.md. Writes no files."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  collapse surface --classes 10 --depth 2 --lambda 0.001 --loss ce --linear --width 12",
      "  collapse surface --classes 6 --depth 4 --lambda 0.004 --width 14 --at dnc,srg_subsets --polish --seeds 3",
      "  collapse surface --classes 6 --depth 3 --lambda 0.004 --at dnc --perturbation 0.5,1,2 --json"
    })
final class SurfaceCommand implements Callable<Integer> {
  private static final int STEPS = 20_000;

  @Spec private CommandSpec spec;

  @Mixin private ProblemOptions problem;

  @Option(
      names = "--width",
      paramLabel = "d",
      description = "Width of every hidden layer, at least K (default: 3 K).")
  private Integer width;

  @Option(
      names = "--at",
      split = ",",
      paramLabel = "STRUCTURE",
      description =
          "Reference solutions, by the names that predict --json has, such as dnc,srg_subsets"
              + " (default: all that exist).")
  private List<Structure> at;

  @Option(
      names = "--polish",
      description =
          "Measures the minimum near each reference instead; with ReLU few references are"
              + " themselves critical points.")
  private boolean polish;

  @Option(
      names = "--seeds",
      defaultValue = "0",
      description =
          "Also measures the minima where descent from so many random starts ends (default:"
              + " ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--perturbation",
      split = ",",
      paramLabel = "SIZE",
      description =
          "Also moves each point at random by SIZE times its norm and counts how often descent comes"
              + " back.")
  private List<Double> sizes = List.of();

  @Option(
      names = "--moves",
      defaultValue = "10",
      description = "Moves of each size (default: ${DEFAULT-VALUE}).")
  private int moves;

  @Option(
      names = "--features",
      defaultValue = "explicit",
      description =
          "How descent trains features: explicit, means or column, see dufm (default:"
              + " ${DEFAULT-VALUE}). The Hessian is that of column.")
  private FeatureMode features;

  @Option(
      names = "--steps",
      defaultValue = "" + STEPS,
      description = "Maximum number of steps of descent (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--learning-rate",
      defaultValue = "0.5",
      description = "Learning rate of descent (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--most-directions",
      defaultValue = "4000",
      description =
          "Largest order of a dense Hessian; above it only its extreme eigenvalues are found, by"
              + " Lanczos' iteration (default: ${DEFAULT-VALUE}).")
  private int mostDirections;

  @Option(names = "--json", description = "Prints JSON with full precision.")
  private boolean json;

  private final List<SurfaceRow> rows = new ArrayList<>();

  @Override
  public Integer call() {
    requireCounts();
    SurfacePoints points = points();
    SurfaceSettings settings =
        new SurfaceSettings(
            SurfaceSettings.STANDARD.zero(), mostDirections, SurfaceSettings.STANDARD.steps());
    SurfaceProbe probe = new SurfaceProbe(settings);
    int code = ExitCode.OK;
    try (StopSignal stop = StopSignal.install()) {
      for (Structure structure : structures(points.model())) {
        if (stop.requested()) {
          return ExitCode.INTERRUPTED;
        }
        add(structure.label(), points.reference(structure, polish), points, probe, stop);
      }
      for (int seed = 1; seed <= seeds; seed++) {
        DufmOutcome end = points.end(seed, stop::requested);
        if (stop.requested()) {
          return ExitCode.INTERRUPTED;
        }
        if (end.diverged()) {
          code = diverged(seed, end);
        } else {
          add("seed " + seed, Settled.of(end.point()), points, probe, stop);
        }
      }
    }
    print(new SurfaceTable(points.model(), rows, sizes));
    return code;
  }

  private void requireCounts() {
    if (seeds < 0 || moves < 1) {
      throw new IllegalArgumentException(
          "--seeds must be at least 0 and --moves at least 1, got %d and %d"
              .formatted(seeds, moves));
    }
  }

  private SurfacePoints points() {
    DufmProblem objective = problem.problem();
    int d = width == null ? 3 * objective.classes() : width;
    DufmModel model = new DufmModel(objective, DufmSpec.of(objective, d, features));
    return new SurfacePoints(model, new Descent(steps, learningRate, 0, 1e-7));
  }

  private List<Structure> structures(DufmModel model) {
    return at == null
        ? model.predictions().stream()
            .filter(prediction -> !prediction.trivial())
            .map(Prediction::structure)
            .toList()
        : at;
  }

  private void add(
      String name, Settled point, SurfacePoints points, SurfaceProbe probe, StopSignal stop) {
    progress("measuring " + name);
    List<Share> returned = new ArrayList<>();
    for (double size : sizes) {
      returned.add(points.returned(point, size, moves, 1, stop::requested));
    }
    rows.add(SurfaceRow.of(name, point, probe.at(point), returned));
  }

  private int diverged(int seed, DufmOutcome end) {
    progress(
        "collapse: seed %d diverged after %d steps; try --learning-rate %s"
            .formatted(seed, end.steps(), learningRate / 2));
    return ExitCode.DIVERGED;
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private void print(SurfaceTable table) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.text(table.json()));
    } else {
      table.print(out);
    }
    out.flush();
  }
}
