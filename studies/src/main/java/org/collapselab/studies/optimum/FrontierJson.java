package org.collapselab.studies.optimum;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.theory.Prediction;

/** A result as JSON: the problem, the best point, the frontier, and the references beside them. */
public final class FrontierJson {
  private FrontierJson() {}

  /**
   * The tree.
   *
   * @param directory where the matrices are
   */
  public static Map<String, Object> of(OptimumResult result, Path directory) {
    Map<String, Object> root = new LinkedHashMap<>();
    OptimumSettings settings = result.settings();
    root.put("problem", settings.problem().problem());
    root.put("width", settings.problem().width());
    root.put("seed", settings.seed());
    root.put("starts", Map.of("planned", result.planned(), "done", result.done()));
    root.put("best", json(result.best()));
    root.put("frontier", result.frontier().stream().map(FrontierJson::json).toList());
    root.put("references", references(result.references()));
    root.put("directory", directory.toString());
    return root;
  }

  private static Map<String, Object> json(FrontierPoint point) {
    OptimumEnd end = point.found().end();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("rank", point.rank());
    entry.put("loss", end.loss());
    entry.put("fit", end.fit());
    entry.put("gradient_norm", end.gradientNorm());
    entry.put("balance_gap", end.balanceGap());
    entry.put("ranks", end.ranks());
    entry.put("singular_values", spectra(point.found().point()));
    entry.put("reached", point.reached());
    entry.put("ended", point.ended());
    entry.put("start", end.start());
    entry.put("matrices", "rank-" + point.rank());
    return entry;
  }

  /** Of σ(M_1) … σ(M_L). */
  private static List<double[]> spectra(DufmPoint point) {
    return point.post().stream().map(means -> Spectrum.of(means).values()).toList();
  }

  private static Map<String, Object> references(List<Prediction> predictions) {
    Map<String, Object> references = new LinkedHashMap<>();
    for (Prediction reference : predictions) {
      references.put(
          reference.structure().label(),
          Map.of("rank", StartPlan.rank(reference), "loss", reference.loss()));
    }
    return references;
  }
}
