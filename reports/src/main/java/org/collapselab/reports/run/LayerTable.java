package org.collapselab.reports.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.reports.page.Numbers;
import org.collapselab.trainer.store.Comparison;

/** Ranks, measured and predicted, and the nearest structure of each tap. */
final class LayerTable {
  private LayerTable() {}

  static Html of(Comparison comparison) {
    Set<String> predicted = new LinkedHashSet<>();
    Set<String> scored = new LinkedHashSet<>();
    for (Comparison.Layer layer : comparison.layers()) {
      predicted.addAll(layer.predicted().keySet());
      if (layer.structure() != null) {
        scored.addAll(layer.structure().scores().keySet());
      }
    }
    Html ranks = table(comparison, rankHeader(comparison, predicted), l -> ranks(l, predicted));
    Html structures =
        table(
            comparison,
            structureHeader(comparison, scored),
            l -> structure(comparison, l.structure(), scored));
    return Html.join(ranks, Html.tagOfClass("div", "below", structures));
  }

  /** Two tables, since with many references one table would be wider than the page. */
  private static Html table(
      Comparison comparison, List<String> header, Function<Comparison.Layer, List<Html>> cells) {
    HtmlTable table = new HtmlTable().header(header.stream().map(Html::text).toList());
    for (Comparison.Layer layer : comparison.layers()) {
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

  private static List<String> structureHeader(Comparison comparison, Set<String> scored) {
    List<String> names = new ArrayList<>(List.of("Layer", "nearest structure", "margin"));
    scored.forEach(structure -> names.add("score " + comparison.labelOf(structure)));
    return names;
  }

  private static List<Html> structure(
      Comparison comparison, Comparison.Structure structure, Set<String> scored) {
    List<Html> cells = new ArrayList<>();
    boolean known = structure != null && structure.nearest() != null;
    cells.add(Html.text(known ? comparison.labelOf(structure.nearest()) : Numbers.ABSENT));
    cells.add(Html.number(structure == null ? null : structure.margin()));
    for (String name : scored) {
      Html score = Html.number(structure == null ? null : structure.scores().get(name));
      cells.add(known && name.equals(structure.nearest()) ? Html.tag("b", score) : score);
    }
    return cells;
  }
}
