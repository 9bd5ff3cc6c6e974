package org.collapselab.reports.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A chart with a caption, or the reason why it cannot be drawn.
 *
 * @param id name within the page and of exported images; a constant of the program
 * @param datasets rows that the specifications refer to by name
 * @param choices views that the reader can switch between, the first one shown; empty if none can
 *     be drawn
 * @param caption what to look for, or what is missing
 */
public record Figure(
    String id, String title, Map<String, Dataset> datasets, List<Choice> choices, Html caption) {

  /** One Vega-Lite specification without data, and its name. */
  public record Choice(String label, ObjectNode spec) {}

  /** A figure that cannot be drawn, and why. */
  public static Figure missing(String id, String title, String reason) {
    return new Figure(id, title, Map.of(), List.of(), Html.text("Not drawn: " + reason));
  }

  /** The figures under consecutive numbers from 1. */
  static Html numbered(List<Figure> figures) {
    List<Html> parts = new ArrayList<>();
    for (Figure figure : figures) {
      parts.add(figure.html(parts.size() + 1));
    }
    return Html.join(parts);
  }

  private Html html(int number) {
    Html heading = Html.tag("h2", Html.text("Figure %d. %s".formatted(number, title)));
    Html chart =
        choices.isEmpty()
            ? Html.EMPTY
            : new Html("<div class=\"chart\" id=\"chart-%s\"></div>".formatted(id));
    return Html.tag("figure", heading, chart, Html.tag("figcaption", caption));
  }

  /** Specifications for the page's script. */
  ObjectNode json() {
    ArrayNode specs = JsonTree.array();
    choices.forEach(c -> specs.add(JsonTree.object("label", c.label(), "spec", c.spec())));
    return JsonTree.object("id", id, "choices", specs);
  }
}
