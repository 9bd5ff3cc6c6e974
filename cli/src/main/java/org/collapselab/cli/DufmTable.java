package org.collapselab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.reports.sweep.data.Share;
import org.collapselab.studies.dufm.DufmModel;
import org.collapselab.studies.dufm.PolishedReference;
import org.collapselab.studies.dufm.SeedResult;
import org.collapselab.studies.dufm.StudyResult;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Reference;
import org.collapselab.theory.Unavailable;
import org.collapselab.trainer.reference.Labels;
import org.collapselab.trainer.reference.LayerGeometry;
import org.collapselab.trainer.reference.Verdict;

/** A finished study, as a table or as JSON. */
final class DufmTable {
  private final StudyResult result;

  DufmTable(StudyResult result) {
    this.result = result;
  }

  void print(PrintWriter out) {
    out.printf(
        "%6s %11s %8s %9s %9s  %-12s %-24s %s%n",
        "seed",
        "loss",
        "/ L_DNC",
        "‖∇‖",
        "balance",
        "ranks σ(M_l)",
        "nearest structure",
        "verdict");
    result.seeds().forEach(seed -> print(seed, out));
    out.printf(
        "%nranks: the number of σ_i > %s σ_1; nearest structure: nearest to σ(M_%d), with the correlation of the%n"
            + "Gram matrices; a verdict needs a cosine of the Gram matrices ≥ %s%n",
        LayerGeometry.RANK_TOLERANCE,
        result.seeds().get(0).tellingLayer().layer(),
        Verdict.LEAST_COSINE);
    out.printf("verdicts  %s%n", shares());
    out.printf("          of random starts with %s; 95 %% intervals of Wilson%n", mode());
    out.printf("speed     %.0f steps/s, all seeds combined%n%n", result.stepsPerSecond());
    result.references().forEach(reference -> print(reference, out));
    result.polished().forEach(reference -> print(reference, out));
  }

  private void print(SeedResult seed, PrintWriter out) {
    DufmOutcome end = seed.end();
    if (end.diverged()) {
      out.printf("%6d diverged after %d steps%n", seed.seed(), end.steps());
      return;
    }
    out.printf(
        "%6d %11.7f %8.4f %9.1e %9.1e  %-12s %-24s %s%n",
        seed.seed(),
        end.loss(),
        end.loss() / result.dncLoss(),
        end.gradientNorm(),
        end.point().balanceGap(),
        ranks(seed.layers()),
        nearest(seed),
        seed.verdict().label());
  }

  private static String ranks(List<LayerGeometry> layers) {
    return layers.stream()
        .map(layer -> String.valueOf(layer.postRank()))
        .collect(Collectors.joining(" "));
  }

  private static String nearest(SeedResult seed) {
    return seed.tellingLayer()
        .nearest()
        .map(score -> "%s %.3f".formatted(score.geometry().label(), score.score()))
        .orElse("none");
  }

  private String shares() {
    return result.counts().entrySet().stream()
        .map(entry -> share(entry.getKey(), entry.getValue().intValue()))
        .collect(Collectors.joining(", "));
  }

  private String share(Verdict verdict, int count) {
    Share share = new Share(count, result.seeds().size());
    return "%s %d/%d [%.0f %%, %.0f %%]"
        .formatted(verdict.label(), count, share.n(), 100 * share.low(), 100 * share.high());
  }

  /** The chances of a verdict depend on it. */
  private String mode() {
    double n = result.settings().problem().samplesPerClass();
    return switch (result.settings().trial().features()) {
      case EXPLICIT -> "explicit features, n = %s".formatted(PredictionTable.trim(n));
      case MEANS -> "a column for the mean of each class, n = %s".formatted(PredictionTable.trim(n));
      case COLUMN -> "one column for each class under nλ_H, n = %s".formatted(PredictionTable.trim(n));
    };
  }

  private static void print(Reference reference, PrintWriter out) {
    String label = Labels.of(reference.structure());
    if (reference instanceof Prediction p) {
      out.printf("%-29s %.7f%n", label, p.loss());
    } else if (reference instanceof Unavailable u) {
      out.printf("%-29s not available: %s%n", label, u.reason());
    }
  }

  private static void print(PolishedReference reference, PrintWriter out) {
    out.printf(
        "%-29s %.7f  ranks σ(M_l) %s%n",
        Labels.of(reference.structure()) + ", polished",
        reference.outcome().loss(),
        ranks(LayerGeometry.of(reference.outcome().point())));
  }

  /** Everything in the table, in full precision. */
  Map<String, Object> json(Path directory) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("settings", settings());
    root.put("run", directory.toString());
    root.put("dnc_loss", result.dncLoss());
    root.put("steps_per_second", result.stepsPerSecond());
    root.put("rank_tolerance", LayerGeometry.RANK_TOLERANCE);
    Map<String, Long> verdicts = new LinkedHashMap<>();
    result.counts().forEach((verdict, count) -> verdicts.put(verdict.label(), count));
    root.put("verdicts", verdicts);
    List<Object> seeds = new ArrayList<>();
    result.seeds().forEach(seed -> seeds.add(json(seed)));
    root.put("seeds", seeds);
    root.put("references", references());
    return root;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("problem", result.settings().problem());
    settings.put("width", result.settings().model().spec().width());
    settings.put("features", result.settings().trial().features());
    settings.put("seeds", result.settings().seeds());
    settings.put("first_seed", result.settings().firstSeed());
    settings.put("descent", DufmModel.descent(result.settings().trial()));
    settings.put("polish", result.settings().trial().polish());
    return settings;
  }

  private static Map<String, Object> json(SeedResult seed) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("seed", seed.seed());
    entry.put("verdict", seed.verdict().label());
    entry.put("steps", seed.descent().steps());
    if (!seed.end().diverged()) {
      entry.put("descent_loss", seed.descent().loss());
      entry.put("loss", seed.end().loss());
      entry.put("fit", seed.end().fit());
      entry.put("gradient_norm", seed.end().gradientNorm());
      double gap = seed.end().point().balanceGap();
      entry.put("balance_gap", Double.isNaN(gap) ? null : gap);
      entry.put("pre_ranks", seed.layers().stream().map(LayerGeometry::preRank).toList());
      entry.put("post_ranks", seed.layers().stream().map(LayerGeometry::postRank).toList());
    }
    return entry;
  }

  private Map<String, Object> references() {
    Map<String, Object> losses = new LinkedHashMap<>();
    for (Reference reference : result.references()) {
      if (reference instanceof Prediction p) {
        losses.put(p.structure().label(), p.loss());
      }
    }
    for (PolishedReference polished : result.polished()) {
      losses.put(polished.structure().label() + "_polished", polished.outcome().loss());
    }
    return losses;
  }
}
