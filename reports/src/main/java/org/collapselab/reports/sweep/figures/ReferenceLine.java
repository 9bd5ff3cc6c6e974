package org.collapselab.reports.sweep.figures;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.Palette;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.reference.Labels;
import org.collapselab.trainer.store.sweep.Finding;

/** The label and colour of a reference solution, the same in all figures. */
record ReferenceLine(String column, String label, String colour) {

  /** The reference lines of these columns, such as {@code loss_dnc}. */
  static List<ReferenceLine> of(List<String> columns) {
    List<String> unknown =
        columns.stream().filter(column -> structure(name(column)).isEmpty()).toList();
    return columns.stream()
        .map(
            column ->
                new ReferenceLine(
                    column,
                    label(name(column)),
                    Palette.reference(place(name(column), unknown.indexOf(column)))))
        .toList();
  }

  /**
   * The lines that belong to one of the quantities of a figure: {@code loss_dnc} belongs to {@code
   * loss} if that is one of them, otherwise to all.
   */
  static List<ReferenceLine> of(FigureConfig figure, String quantity) {
    return of(figure.references()).stream()
        .filter(
            line ->
                line.column.startsWith(quantity + "_")
                    || figure.y().stream().noneMatch(y -> line.column.startsWith(y + "_")))
        .toList();
  }

  /** Short name of a structure, from its name in files. */
  static String label(String name) {
    return structure(name).map(Labels::of).orElseGet(() -> words(name));
  }

  private static String words(String name) {
    String polished = "polished_";
    return name.startsWith(polished)
        ? "polished " + label(name.substring(polished.length()))
        : name.replace('_', ' ');
  }

  /** Index in the palette; {@code order} decides for unknown structures. */
  static int place(String name, int order) {
    return structure(name).map(Structure::ordinal).orElse(Structure.values().length + order);
  }

  private static String name(String column) {
    return Finding.REFERENCE_LOSS.matches(column) ? Finding.REFERENCE_LOSS.member(column) : column;
  }

  private static Optional<Structure> structure(String name) {
    return Arrays.stream(Structure.values()).filter(s -> s.label().equals(name)).findFirst();
  }

  /** The label in its colour. */
  Html html() {
    return new Html("<b style=\"color:%s\">%s</b>".formatted(colour, Html.text(label).markup()));
  }
}
