package org.collapselab.reports.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.trainer.store.Comparison;

/** Ranks of each tap, measured and predicted, above its structure. */
final class LayerTable {
  private LayerTable() {}

  static Html of(Comparison comparison) {
    Set<String> predicted = new LinkedHashSet<>();
    comparison.layers().forEach(layer -> predicted.addAll(layer.predicted().keySet()));
    Html ranks =
        table(comparison.layers(), rankHeader(comparison, predicted), l -> ranks(l, predicted));
    return Html.join(ranks, new StructureTable(comparison).html());
  }

  /** A row per layer; ranks and structures have a table each, since one would be too wide. */
  static Html table(
      List<Comparison.Layer> layers,
      List<String> header,
      Function<Comparison.Layer, List<Html>> cells) {
    HtmlTable table = new HtmlTable().header(header.stream().map(Html::text).toList());
    for (Comparison.Layer layer : layers) {
      Html heading =
          Html.join(
              Html.text(Symbols.notation(layer) + " "),
              Html.tag("small", Html.text(layer.place().toString())));
      table.row(heading, cells.apply(layer));
    }
    return table.html();
  }

  private static List<String> rankHeader(Comparison comparison, Set<String> predicted) {
    List<String> names = new ArrayList<>(List.of("Layer", "numerical rank"));
    predicted.forEach(structure -> names.add("rank " + comparison.labelOf(structure)));
    names.addAll(List.of("stable rank", "effective rank"));
    return names;
  }

  private static List<Html> ranks(Comparison.Layer layer, Set<String> predicted) {
    List<Html> cells = new ArrayList<>();
    Comparison.Spectrum measured = layer.measured();
    cells.add(Html.tag("b", Html.number(measured == null ? null : measured.rank())));
    for (String structure : predicted) {
      Comparison.Spectrum spectrum = layer.predicted().get(structure);
      cells.add(Html.number(spectrum == null ? null : spectrum.rank()));
    }
    cells.add(Html.number(measured == null ? null : measured.rankStable()));
    cells.add(Html.number(measured == null ? null : measured.rankEffective()));
    return cells;
  }
}
