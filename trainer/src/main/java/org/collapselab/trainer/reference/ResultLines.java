package org.collapselab.trainer.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.trainer.store.Comparison;

/** The numbers of a result that a reader wants first, label → words, for {@code summary.json}. */
public final class ResultLines {
  private final Map<String, String> lines = new LinkedHashMap<>();

  private ResultLines() {}

  /**
   * Accuracy and DNC1; of a head that could be compared also losses, ranks and structures,
   * otherwise the reason.
   *
   * @param lastHidden tap of the features that enter the last weight matrix
   * @param settled whether the network no longer changes, so that its structures are worth naming
   */
  public static Map<String, String> of(
      Snapshot snapshot, Comparison comparison, Tap lastHidden, boolean settled) {
    ResultLines result = new ResultLines();
    result.add(snapshot, comparison, lastHidden, settled);
    return result.lines;
  }

  private void add(Snapshot snapshot, Comparison comparison, Tap lastHidden, boolean settled) {
    snapshot
        .value("head", Place.HEAD, NetworkMetric.ACCURACY)
        .ifPresent(a -> lines.put("training accuracy", "%.4f".formatted(a)));
    snapshot
        .value(lastHidden.layer(), Place.of(lastHidden.side()), FeatureMetric.NC1_TRACE_RATIO)
        .ifPresent(v -> lines.put("DNC1 at " + lastHidden, "%.3e".formatted(v)));
    if (comparison.unavailable() != null) {
      lines.put("comparison", comparison.unavailable());
      return;
    }
    lines.put("loss of the head", "%.6f".formatted(comparison.objective().dufmTotal()));
    for (Comparison.Reference reference : comparison.references()) {
      if (reference.available()) {
        lines.put("loss of " + reference.label(), "%.6f".formatted(reference.loss()));
      }
    }
    sizes(comparison);
    lines.put("ranks of class means", ranks(comparison));
    if (settled && !comparison.structured().isEmpty()) {
      lines.put("structures", structures(comparison));
    }
  }

  private void sizes(Comparison comparison) {
    Comparison.ClassSizes sizes = comparison.problem().classSizes();
    if (sizes != null && sizes.note() != null) {
      if (sizes.unequalFrameLoss() != null) {
        lines.put("loss of DNC, these sizes", "%.6f".formatted(sizes.unequalFrameLoss()));
      }
      lines.put("class sizes", sizes.note());
    }
  }

  private static String ranks(Comparison comparison) {
    return comparison.layers().stream()
        .filter(layer -> !layer.tap().equals("weight"))
        .map(layer -> "%s %d".formatted(layer.symbol(), layer.measured().rank()))
        .collect(Collectors.joining(", "));
  }

  private static String structures(Comparison comparison) {
    return comparison.structured().stream()
        .map(layer -> layer.symbol() + " " + structure(comparison, layer.geometry()))
        .collect(Collectors.joining(", "));
  }

  private static String structure(Comparison comparison, Comparison.Geometry geometry) {
    Comparison.Score best = geometry.best();
    return "%s%s %.3f (chance %.3f)"
        .formatted(
            geometry.found() == null ? "none, closest " : "",
            comparison.labelOf(best.structure()),
            best.score(),
            best.chance());
  }
}
