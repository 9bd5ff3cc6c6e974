package org.collapselab.reports.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.hooks.metric.MeanGeometry;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.reports.page.Numbers;
import org.collapselab.trainer.store.Comparison;

/** Ranks, measured and predicted, and the structure of each tap. */
final class LayerTable {
  private static final String WHAT =
      "A score is the correlation of the Gram matrix of the class means with that of a structure, at"
          + " the best labeling of the classes: of the entries off the diagonal for orthoplex and SRG,"
          + " of all entries for a frame or simplex. Below it are the scores that 95 % of random class"
          + " means of the same rank and of noisy frames stay below, and the share of these draws that"
          + " score less than the network. A structure is named if its score is above both levels.";

  private LayerTable() {}

  static Html of(Comparison comparison) {
    Set<String> predicted = new LinkedHashSet<>();
    comparison.layers().forEach(layer -> predicted.addAll(layer.predicted().keySet()));
    Html ranks =
        table(comparison.layers(), rankHeader(comparison, predicted), l -> ranks(l, predicted));
    Set<String> present =
        scores(comparison).map(Comparison.Score::metric).collect(Collectors.toSet());
    List<String> scored =
        Stream.of(MeanGeometry.values())
            .map(geometry -> FeatureMetric.of(geometry).label())
            .distinct()
            .filter(present::contains)
            .toList();
    if (scored.isEmpty()) {
      return ranks;
    }
    Html structures =
        table(
            comparison.layers().stream().filter(layer -> layer.geometry() != null).toList(),
            structureHeader(comparison, scored),
            l -> structure(comparison, l.geometry(), scored));
    return Html.join(
        ranks, Html.tagOfClass("div", "below", Html.tag("p", Html.text(WHAT)), structures));
  }

  /** Two tables, since with many references one table would be wider than the page. */
  private static Html table(
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

  private static List<String> structureHeader(Comparison comparison, List<String> scored) {
    List<String> names = new ArrayList<>(List.of("Layer", "structure"));
    scored.forEach(metric -> names.add(heading(comparison, metric)));
    return names;
  }

  private static String heading(Comparison comparison, String metric) {
    return metric.equals(FeatureMetric.STRUCTURE_ORTHOGONAL_FRAME.label())
        ? "frame or simplex"
        : scores(comparison)
            .filter(score -> score.metric().equals(metric))
            .map(score -> comparison.labelOf(score.structure()))
            .findFirst()
            .orElseThrow();
  }

  private static Stream<Comparison.Score> scores(Comparison comparison) {
    return comparison.layers().stream()
        .map(Comparison.Layer::geometry)
        .filter(Objects::nonNull)
        .flatMap(geometry -> geometry.scores().stream());
  }

  private static List<Html> structure(
      Comparison comparison, Comparison.Geometry geometry, List<String> scored) {
    List<Html> cells = new ArrayList<>();
    boolean known = geometry.found() != null;
    cells.add(Html.text(known ? comparison.labelOf(geometry.found()) : "no known structure"));
    for (String metric : scored) {
      cells.add(
          geometry.scores().stream()
              .filter(score -> score.metric().equals(metric))
              .findFirst()
              .map(LayerTable::score)
              .orElse(Html.text(Numbers.ABSENT)));
    }
    return cells;
  }

  /** The score, and below it the level of each null distribution. */
  private static Html score(Comparison.Score score) {
    Html value = Html.number(score.score());
    List<Html> parts = new ArrayList<>();
    parts.add(score.beatsChance() ? Html.tag("b", value) : value);
    for (Comparison.Null of : score.nulls()) {
      String text =
          "%s %s, above %s"
              .formatted(of.kind(), Numbers.format(of.level(), 3), Numbers.percent(of.below()));
      parts.add(Html.tagOfClass("small", "level", Html.text(text)));
    }
    return Html.join(parts);
  }
}
