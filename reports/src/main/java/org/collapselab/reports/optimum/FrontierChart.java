package org.collapselab.reports.optimum;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.reports.page.AxisLabels;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.page.Palette;
import org.collapselab.reports.page.ValueAxis;
import org.collapselab.reports.page.VegaLite;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.reference.Labels;

/** One view of loss against rank; what lies outside the axis is not drawn. */
record FrontierChart(StoredFrontier frontier, ValueAxis axis) {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 380;
  private static final int LABEL_GAP = 14;
  private static final String LOSS = "loss";

  ObjectNode spec() {
    return JsonTree.object(
        "width",
        WIDTH,
        "height",
        HEIGHT,
        "layer",
        JsonTree.array(rules(), labels(), line(), diamonds(), points()));
  }

  private ObjectNode line() {
    return JsonTree.object(
        "data", VegaLite.data(FrontierFigure.ID),
        "transform", within(),
        "mark", JsonTree.object("type", "line", "color", Palette.ACCENT, "strokeWidth", 1.2),
        "encoding", JsonTree.object("x", rank(), "y", loss(LOSS)));
  }

  private ObjectNode points() {
    ObjectNode fill =
        JsonTree.object(
            "field",
            "which",
            "legend",
            null,
            "scale",
            Palette.scale(List.of("lowest", "other"), List.of(Palette.ACCENT, "#ffffff")));
    return JsonTree.object(
        "data", VegaLite.data(FrontierFigure.ID),
        "transform", within(),
        "mark",
            JsonTree.object(
                "type", "point", "size", 80, "stroke", Palette.ACCENT, "strokeWidth", 1.8,
                "opacity", 1),
        "encoding",
            JsonTree.object(
                "x", rank(),
                "y", loss(LOSS),
                "fill", fill,
                "tooltip",
                    JsonTree.array(
                        JsonTree.object("field", "rank"),
                        JsonTree.object("field", LOSS, "format", ".7f"),
                        JsonTree.object("field", "ranks", "title", "ranks by layer"),
                        JsonTree.object("field", "reached"))));
  }

  private ObjectNode rules() {
    return JsonTree.object(
        "data", JsonTree.object("values", marks()),
        "mark",
            JsonTree.object(
                "type", "rule", "strokeDash", JsonTree.array(6, 4), "strokeWidth", 1.2),
        "encoding", JsonTree.object("y", loss("value"), "color", hue()));
  }

  private ObjectNode diamonds() {
    return JsonTree.object(
        "data", JsonTree.object("values", marks()),
        "mark",
            JsonTree.object(
                "type", "point", "shape", "diamond", "filled", true, "size", 230, "opacity", 1,
                "stroke", "#ffffff", "tooltip", true),
        "encoding", JsonTree.object("x", rank(), "y", loss("value"), "color", hue()));
  }

  private ObjectNode labels() {
    ObjectNode mark =
        JsonTree.object("type", "text", "align", "left", "baseline", "middle", "dx", 8);
    ObjectNode pixels = JsonTree.object("field", "pixels", "type", "quantitative");
    pixels.putNull("scale").putNull("axis");
    return JsonTree.object(
        "data", JsonTree.object("values", marks()),
        "mark", mark.put("fontWeight", 600),
        "encoding",
            JsonTree.object(
                "x", JsonTree.object("value", WIDTH),
                "y", pixels,
                "text", JsonTree.object("field", "text"),
                "color", hue()));
  }

  private static ObjectNode hue() {
    return JsonTree.object("field", "hue", "type", "nominal", "scale", null, "legend", null);
  }

  private ArrayNode within() {
    return VegaLite.filters(
        "datum.%s >= %s && datum.%s <= %s".formatted(LOSS, axis.low(), LOSS, axis.high()));
  }

  private ObjectNode loss(String field) {
    return VegaLite.quantitative(field, "loss").set("scale", axis.scale());
  }

  private ObjectNode rank() {
    ObjectNode scale =
        JsonTree.object(
            "domain", JsonTree.array(-0.5, frontier.problem().classes() + 0.5), "nice", false);
    ObjectNode ticks = JsonTree.object("tickMinStep", 1, "format", "d");
    return VegaLite.quantitative("rank", "rank").<ObjectNode>set("scale", scale).set("axis", ticks);
  }

  /** The references on the axis, with room between their labels. */
  private ArrayNode marks() {
    List<ObjectNode> rows = new ArrayList<>();
    for (Structure structure : Structure.values()) {
      StoredFrontier.Named named = frontier.references().get(structure.label());
      if (named != null && named.loss() >= axis.low() && named.loss() <= axis.high()) {
        String text = Labels.of(structure) + " " + Numbers.format(named.loss());
        rows.add(
            JsonTree.object(
                "text",
                text,
                "value",
                named.loss(),
                "rank",
                named.rank(),
                "hue",
                Palette.reference(structure.ordinal())));
      }
    }
    List<Double> wishes =
        rows.stream().map(row -> axis.pixels(row.get("value").asDouble(), HEIGHT)).toList();
    double[] pixels = AxisLabels.spread(wishes, LABEL_GAP, HEIGHT);
    ArrayNode marks = JsonTree.array();
    for (int i = 0; i < pixels.length; i++) {
      marks.add(rows.get(i).put("pixels", pixels[i]));
    }
    return marks;
  }
}
