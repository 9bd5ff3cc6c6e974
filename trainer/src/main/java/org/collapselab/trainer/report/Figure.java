package org.collapselab.trainer.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
record Figure(
    String id, String title, Map<String, Dataset> datasets, List<Choice> choices, Html caption) {

  /** One Vega-Lite specification without data, and its name. */
  record Choice(String label, ObjectNode spec) {}

  static Figure missing(String id, String title, String reason) {
    return new Figure(id, title, Map.of(), List.of(), Html.text("Not drawn: " + reason));
  }

  Html html(int number) {
    Html heading = Html.tag("h2", Html.text("Figure %d. %s".formatted(number, title)));
    Html chart =
        choices.isEmpty()
            ? Html.EMPTY
            : new Html("<div class=\"chart\" id=\"chart-%s\"></div>".formatted(id));
    return Html.tag("figure", heading, chart, Html.tag("figcaption", caption));
  }

  /** Specifications for the page's script. */
  ObjectNode json() {
    ArrayNode specs = Json.array();
    choices.forEach(c -> specs.add(Json.object("label", c.label(), "spec", c.spec())));
    return Json.object("id", id, "choices", specs);
  }
}
