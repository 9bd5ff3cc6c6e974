package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.collapselab.reports.page.Json;
import org.collapselab.reports.page.Palette;
import org.collapselab.reports.page.Spec;
import org.collapselab.reports.sweep.data.Outcomes;
import org.collapselab.trainer.config.FigureConfig;

/** Stacked horizontal bars. */
record SharesChart(
    FigureConfig figure, List<String> panels, List<String> names, List<String> values) {
  private static final int BAR = 24;
  private static final int PAGE = 950;

  ObjectNode spec(String dataset, String column) {
    int columns = panels.size() == 1 ? 1 : panels.size() == 2 || panels.size() == 4 ? 2 : 3;
    int longest = names.stream().mapToInt(String::length).max().orElse(0);
    int width = Math.max(120, PAGE / columns - 40 - Math.min(300, 7 * longest));
    Panels layout = new Panels(panels, columns, Math.min(720, width), BAR * names.size());
    return layout.draw(heading -> panel(dataset, column, heading, layout.width()));
  }

  private ObjectNode panel(String dataset, String column, String heading, int width) {
    ObjectNode only = Json.object("filter", Json.object("field", "panel", "equal", heading));
    ObjectNode axis = Json.object("ticks", false, "domain", false, "labelLimit", 300);
    ObjectNode y =
        Json.object(
            "field",
            "bar",
            "type",
            "nominal",
            "title",
            figure.x().isEmpty() ? null : figure.x(),
            "sort",
            Json.array(names),
            "axis",
            axis);
    y.set("scale", Json.object("paddingInner", 0.2, "paddingOuter", 0.1));
    return Json.object(
        "data", Spec.data(dataset),
        "transform", Json.array(only),
        "encoding", Json.object("y", y),
        "layer", Json.array(bars(column), counts(width)));
  }

  private ObjectNode bars(String column) {
    ObjectNode x = Spec.quantitative("from", "share of trials");
    x.set("axis", Json.object("format", "%", "tickCount", 5));
    x.set("scale", Json.object("domain", Json.array(0, 1)));
    ObjectNode colour =
        Json.object(
            "field",
            "value",
            "type",
            "nominal",
            "title",
            column,
            "sort",
            Json.array(values),
            "scale",
            scale());
    colour.set("legend", Json.object("orient", "top", "symbolType", "square", "symbolLimit", 0));
    return Json.object(
        "mark", Json.object("type", "bar", "stroke", "#ffffff", "strokeWidth", 0.8),
        "encoding",
            Json.object(
                "x",
                x,
                "x2",
                Json.object("field", "to"),
                "color",
                colour,
                "tooltip",
                Json.array(
                    Json.object("field", "value", "title", column),
                    Json.object("field", "tip", "title", "trials"))));
  }

  private ObjectNode scale() {
    if (values.stream().filter(v -> !Outcomes.known(v)).count() > Outcomes.DISTINCT.size()) {
      return Spec.viridis(0.95, 0.1).set("domain", Json.array(values));
    }
    return Palette.scale(values, colours());
  }

  private List<String> colours() {
    List<String> free = values.stream().filter(v -> !Outcomes.known(v)).toList();
    return values.stream()
        .map(v -> Outcomes.known(v) ? Outcomes.colour(v) : Outcomes.DISTINCT.get(free.indexOf(v)))
        .toList();
  }

  /** Counts where they fit. */
  private static ObjectNode counts(int width) {
    String room = "(datum.to - datum.from) * %d > 7 * length(datum.text) + 6".formatted(width);
    ObjectNode middle = Json.object("calculate", "(datum.from + datum.to) / 2", "as", "middle");
    return Json.object(
        "transform", Spec.filters(room).add(middle),
        "mark", Json.object("type", "text", "fontSize", 11, "fontWeight", 600, "color", "#ffffff"),
        "encoding",
            Json.object(
                "x", Spec.quantitative("middle", "share of trials"),
                "text", Json.object("field", "text")));
  }
}
