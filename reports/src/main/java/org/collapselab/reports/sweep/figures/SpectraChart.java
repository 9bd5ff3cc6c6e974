package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.collapselab.reports.page.Json;
import org.collapselab.reports.page.Palette;
import org.collapselab.reports.page.Spec;
import org.collapselab.trainer.store.LayerTap;

/**
 * Views of the singular values of one setting.
 *
 * @param colours scale from kinds of rows to colours
 */
record SpectraChart(String dataset, List<LayerTap> matrices, ObjectNode colours) {
  private static final int WIDTH = 245;
  private static final int HEIGHT = 130;
  private static final double FLOOR = 1e-6;

  /** A panel per matrix, σ_i against i. */
  ObjectNode byIndex(boolean logarithmic) {
    List<String> headings = matrices.stream().map(MatrixTitle::of).toList();
    Panels panels = new Panels(headings, Math.min(3, headings.size()), WIDTH, HEIGHT);
    return panels.draw(heading -> panel(heading, logarithmic));
  }

  private ObjectNode panel(String heading, boolean logarithmic) {
    ObjectNode only = Json.object("filter", Json.object("field", "panel", "equal", heading));
    ArrayNode transform = Json.array(only);
    if (logarithmic) {
      transform.addAll(floor());
    }
    ObjectNode index = Spec.quantitative("index", "index i");
    index.set("scale", Json.object("nice", false, "padding", 8, "zero", false));
    index.set("axis", Json.object("tickMinStep", 1, "format", "d", "grid", false));
    ObjectNode value = logarithmic ? logarithmic("σᵢ") : Spec.quantitative("value", "σᵢ");
    if (!logarithmic) {
      value.set("axis", Json.object("tickCount", 4));
    }
    return Json.object(
        "data", Spec.data(dataset),
        "transform", transform,
        "encoding", Json.object("x", index, "y", value),
        "layer",
            Json.array(predicted(), bars(), points("measured", 36, 1), points("run", 12, 0.3)));
  }

  private static ObjectNode logarithmic(String title) {
    ObjectNode scale = Json.object("type", "log", "nice", false, "padding", 7);
    return Spec.quantitative("value", title)
        .<ObjectNode>set("scale", scale)
        .set("axis", Panels.ticks(true).put("tickCount", 4));
  }

  /** Leaves out rounding noise, and cuts bars where the noise begins. */
  private static ArrayNode floor() {
    ObjectNode largest = Json.object("op", "max", "field", "value", "as", "largest");
    ArrayNode transform = Json.array(Json.object("joinaggregate", Json.array(largest)));
    String floor = "datum.largest * " + FLOOR;
    transform.add(Json.object("filter", "datum.value > " + floor));
    transform.add(
        Json.object(
            "calculate", "max(datum.low, datum.value / 10, %s)".formatted(floor), "as", "low"));
    return transform;
  }

  private ObjectNode predicted() {
    return Json.object(
        "transform", Spec.filters("datum.kind !== 'measured' && datum.kind !== 'run'"),
        "mark", Json.object("type", "line", "interpolate", "step", "strokeWidth", 1.5),
        "encoding", Json.object("color", colour()));
  }

  private static ObjectNode bars() {
    ObjectNode encoding = Json.object("y", Spec.quantitative("low", "σᵢ"));
    encoding.set("y2", Json.object("field", "high"));
    encoding.set("color", Json.object("value", Palette.ACCENT));
    return Json.object(
        "transform", Spec.filters("datum.kind === 'measured'"),
        "mark", Json.object("type", "rule", "strokeWidth", 1.3),
        "encoding", encoding);
  }

  private ObjectNode points(String kind, int size, double opacity) {
    ObjectNode mark = Json.object("type", "point", "filled", true, "size", size);
    boolean run = kind.equals("run");
    ObjectNode tooltip =
        Json.object("field", run ? "trial" : "value", "title", run ? "trial" : "mean σᵢ");
    ObjectNode encoding = Json.object("tooltip", tooltip);
    encoding.set("color", run ? Json.object("value", Palette.ACCENT) : colour());
    return Json.object(
        "transform", Spec.filters("datum.kind === '%s'".formatted(kind)),
        "mark", mark.put("opacity", opacity),
        "encoding", encoding);
  }

  private ObjectNode colour() {
    ObjectNode legend = Json.object("orient", "top", "symbolType", "circle");
    return Json.object(
        "field", "kind", "type", "nominal", "title", null, "scale", colours, "legend", legend);
  }

  /** Whether some tap is there for two layers. */
  boolean hasDepth() {
    return matrices.stream().map(LayerTap::tap).distinct().count() < matrices.size();
  }

  /** A panel per tap, a line per index against the layer. */
  ObjectNode byDepth() {
    List<String> taps = matrices.stream().map(LayerTap::tap).distinct().toList();
    Panels panels = new Panels(taps, Math.min(3, taps.size()), WIDTH, 200);
    return panels.draw(this::depthPanel);
  }

  private ObjectNode depthPanel(String tap) {
    ArrayNode transform =
        Json.array(Json.object("filter", Json.object("field", "tap", "equal", tap)));
    transform.addAll(Spec.filters("datum.kind === 'measured'"));
    transform.addAll(floor());
    List<String> layers =
        matrices.stream().filter(m -> m.tap().equals(tap)).map(LayerTap::layer).toList();
    ObjectNode layer = Json.object("field", "layer", "type", "ordinal", "title", "layer l");
    layer.set("sort", Json.array(layers));
    layer.set("axis", Json.object("labelAngle", 0));
    ObjectNode colour = Spec.quantitative("index", "index i");
    colour.set("legend", Json.object("tickMinStep", 1, "format", "d"));
    colour.set("scale", Spec.viridis(0, 0.88));
    return Json.object(
        "data", Spec.data(dataset),
        "transform", transform,
        "mark", Json.object("type", "line", "point", Json.object("size", 22)),
        "encoding",
            Json.object(
                "x", layer,
                "y", logarithmic("mean σᵢ"),
                "detail", Json.object("field", "index"),
                "color", colour,
                "tooltip",
                    Json.array(Json.object("field", "index"), Json.object("field", "value"))));
  }
}
