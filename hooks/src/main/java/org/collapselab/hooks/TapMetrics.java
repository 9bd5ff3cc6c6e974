package org.collapselab.hooks;

import java.util.ArrayList;
import java.util.List;
import org.collapselab.hooks.metric.MeanGeometry;
import org.collapselab.theory.TriangularGraph;

/** Names of the metrics that are reported for the features at a tap. */
public final class TapMetrics {
  private static final List<String> ALWAYS =
      List.of(
          "nc1_trace_ratio",
          "nc1_pinv",
          "nc1_pinv_rank",
          "cdnv",
          "nc4_mismatch",
          "nc2_condition",
          "nc2_etf",
          "nc2_of",
          "equinorm",
          "equinorm_centred",
          "equiangle_etf",
          "equiangle_of",
          "rank_numerical",
          "rank_stable",
          "rank_effective",
          "schatten_2_over_L",
          "nuclear",
          "frobenius",
          "rank2_residual",
          "structure_margin");

  private TapMetrics() {}

  /**
   * All names for K classes: some geometries exist for some K only.
   *
   * @param classes K ≥ 2
   */
  public static List<String> names(int classes) {
    List<String> names = new ArrayList<>(ALWAYS);
    names.add(name(MeanGeometry.ORTHOGONAL_FRAME));
    names.add(name(MeanGeometry.SIMPLEX));
    if (classes % 2 == 0) {
      names.add(name(MeanGeometry.ORTHOPLEX));
    }
    TriangularGraph.ofClasses(classes)
        .ifPresent(
            graph -> {
              names.add(name(MeanGeometry.SRG));
              if (graph.vertices() > 3) {
                names.add("srg_correlation");
              }
            });
    return List.copyOf(names);
  }

  private static String name(MeanGeometry geometry) {
    return "structure_" + geometry.label();
  }
}
