package org.collapselab.trainer.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.trainer.compare.Comparison;
import org.collapselab.trainer.report.page.Subscripts;

/** How layers and taps are written: in the notation of the comparison where there is one. */
final class Symbols {
  private final Map<LayerTap, String> titles = new LinkedHashMap<>();
  private final List<LayerTap> order = new ArrayList<>();

  Symbols(Optional<Comparison> comparison, Optional<LongTable> metrics) {
    comparison.ifPresent(
        c ->
            c.layers()
                .forEach(
                    layer ->
                        titles.put(
                            LayerTap.of(layer),
                            "%s · %s".formatted(Symbols.notation(layer), LayerTap.of(layer)))));
    order.addAll(titles.keySet());
    metrics.ifPresent(table -> table.series().forEach(s -> order.add(s.key().layerTap())));
  }

  /** Symbol of what is tapped, such as σ(M₂). */
  static String notation(Comparison.Layer layer) {
    return Subscripts.of(layer.symbol() == null ? layer.layer() : layer.symbol());
  }

  /** Title of a panel, such as {@code σ(M₂) · fc2 post}. */
  String title(LayerTap layerTap) {
    return titles.getOrDefault(layerTap, layerTap.toString());
  }

  /**
   * Order of depth: as in the comparison, then as in the metrics, then by name, pre before post.
   */
  Comparator<LayerTap> byDepth() {
    return Comparator.comparingInt(this::rank)
        .thenComparing(LayerTap::layer)
        .thenComparing(LayerTap::tap, Comparator.reverseOrder());
  }

  private int rank(LayerTap layerTap) {
    int rank = order.indexOf(layerTap);
    return rank < 0 ? order.size() : rank;
  }
}
