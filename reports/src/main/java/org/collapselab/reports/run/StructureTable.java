package org.collapselab.reports.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.Numbers;
import org.collapselab.trainer.store.Comparison;

/** The structure of the class means at each tap: every score, and where it lies by chance. */
record StructureTable(Comparison comparison) {
  private static final String WHAT =
      "A score is the correlation of the Gram matrix of the class means with that of a structure, at"
          + " the best labeling of the classes: of the entries off the diagonal for orthoplex and SRG,"
          + " of all entries for a frame or simplex. Below it are the scores that 95 % of random class"
          + " means of the same rank and of noisy frames do not exceed, and the share of these draws"
          + " that score less than the network. A structure is named if its score is above both"
          + " levels.";

  /** A column of scores, which frame and simplex share. */
  private record Column(FeatureMetric metric, String heading) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column(FeatureMetric.STRUCTURE_ORTHOGONAL_FRAME, "frame or simplex"),
          new Column(FeatureMetric.ORTHOPLEX_CORRELATION, "orthoplex"),
          new Column(FeatureMetric.SRG_CORRELATION, "SRG"));

  /** The table under a sentence that explains it; nothing without scores. */
  Html html() {
    Set<String> scored =
        comparison.layers().stream()
            .map(Comparison.Layer::geometry)
            .filter(Objects::nonNull)
            .flatMap(geometry -> geometry.scores().stream())
            .map(Comparison.Score::metric)
            .collect(Collectors.toSet());
    if (scored.isEmpty()) {
      return Html.EMPTY;
    }
    List<Column> columns =
        COLUMNS.stream().filter(column -> scored.contains(column.metric().label())).toList();
    Html table =
        LayerTable.table(
            comparison.layers().stream().filter(layer -> layer.geometry() != null).toList(),
            Stream.concat(Stream.of("Layer", "structure"), columns.stream().map(Column::heading))
                .toList(),
            layer -> cells(layer.geometry(), columns));
    return Html.tagOfClass("div", "below", Html.tag("p", Html.text(WHAT)), table);
  }

  private List<Html> cells(Comparison.Geometry geometry, List<Column> columns) {
    List<Html> cells = new ArrayList<>();
    boolean known = geometry.found() != null;
    cells.add(Html.text(known ? comparison.labelOf(geometry.found()) : "no known structure"));
    for (Column column : columns) {
      cells.add(
          geometry.scores().stream()
              .filter(score -> score.metric().equals(column.metric().label()))
              .findFirst()
              .map(StructureTable::score)
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
