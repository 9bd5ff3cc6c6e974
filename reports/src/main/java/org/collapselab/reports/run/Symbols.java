package org.collapselab.reports.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.reports.page.Subscripts;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.SeriesTable;

/** The notation of layers and taps: that of the comparison, if there is one. */
final class Symbols {
  private final Map<LayerTap, String> titles = new LinkedHashMap<>();
  private final List<LayerTap> order = new ArrayList<>();

  Symbols(Optional<Comparison> comparison, Optional<SeriesTable> metrics) {
    comparison.ifPresent(
        c ->
            c.layers()
                .forEach(
                    layer ->
                        titles.put(
                            layer.place(),
                            "%s · %s".formatted(Symbols.notation(layer), layer.place()))));
    order.addAll(titles.keySet());
    metrics.ifPresent(table -> table.series().forEach(s -> order.add(s.key().layerTap())));
  }

  /** Symbol of a tap, such as σ(M₂). */
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
