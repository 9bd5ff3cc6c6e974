package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.Palette;
import org.collapselab.reports.page.VegaLite;
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
    ObjectNode only =
        JsonTree.object("filter", JsonTree.object("field", "panel", "equal", heading));
    ObjectNode axis = JsonTree.object("ticks", false, "domain", false, "labelLimit", 300);
    ObjectNode y =
        JsonTree.object(
            "field",
            "bar",
            "type",
            "nominal",
            "title",
            figure.x().isEmpty() ? null : figure.x(),
            "sort",
            JsonTree.array(names),
            "axis",
            axis);
    y.set("scale", JsonTree.object("paddingInner", 0.2, "paddingOuter", 0.1));
    return JsonTree.object(
        "data", VegaLite.data(dataset),
        "transform", JsonTree.array(only),
        "encoding", JsonTree.object("y", y),
        "layer", JsonTree.array(bars(column), counts(width)));
  }

  private ObjectNode bars(String column) {
    ObjectNode x = VegaLite.quantitative("from", "share of trials");
    x.set("axis", JsonTree.object("format", "%", "tickCount", 5));
    x.set("scale", JsonTree.object("domain", JsonTree.array(0, 1)));
    ObjectNode colour =
        JsonTree.object(
            "field",
            "value",
            "type",
            "nominal",
            "title",
            column,
            "sort",
            JsonTree.array(values),
            "scale",
            scale());
    colour.set(
        "legend", JsonTree.object("orient", "top", "symbolType", "square", "symbolLimit", 0));
    return JsonTree.object(
        "mark", JsonTree.object("type", "bar", "stroke", "#ffffff", "strokeWidth", 0.8),
        "encoding",
            JsonTree.object(
                "x",
                x,
                "x2",
                JsonTree.object("field", "to"),
                "color",
                colour,
                "tooltip",
                JsonTree.array(
                    JsonTree.object("field", "value", "title", column),
                    JsonTree.object("field", "tip", "title", "trials"))));
  }

  private ObjectNode scale() {
    if (values.stream().filter(v -> !Outcomes.known(v)).count() > Outcomes.DISTINCT.size()) {
      return VegaLite.viridis(0.95, 0.1).set("domain", JsonTree.array(values));
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
    ObjectNode middle = JsonTree.object("calculate", "(datum.from + datum.to) / 2", "as", "middle");
    return JsonTree.object(
        "transform", VegaLite.filters(room).add(middle),
        "mark",
            JsonTree.object("type", "text", "fontSize", 11, "fontWeight", 600, "color", "#ffffff"),
        "encoding",
            JsonTree.object(
                "x", VegaLite.quantitative("middle", "share of trials"),
                "text", JsonTree.object("field", "text")));
  }
}
