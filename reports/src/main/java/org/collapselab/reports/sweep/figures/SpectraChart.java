package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.Palette;
import org.collapselab.reports.page.VegaLite;
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
    ObjectNode only =
        JsonTree.object("filter", JsonTree.object("field", "panel", "equal", heading));
    ArrayNode transform = JsonTree.array(only);
    if (logarithmic) {
      transform.addAll(floor());
    }
    ObjectNode index = VegaLite.quantitative("index", "index i");
    index.set("scale", JsonTree.object("nice", false, "padding", 8, "zero", false));
    index.set("axis", JsonTree.object("tickMinStep", 1, "format", "d", "grid", false));
    ObjectNode value = logarithmic ? logarithmic("σᵢ") : VegaLite.quantitative("value", "σᵢ");
    if (!logarithmic) {
      value.set("axis", JsonTree.object("tickCount", 4));
    }
    return JsonTree.object(
        "data", VegaLite.data(dataset),
        "transform", transform,
        "encoding", JsonTree.object("x", index, "y", value),
        "layer",
            JsonTree.array(predicted(), bars(), points("measured", 36, 1), points("run", 12, 0.3)));
  }

  private static ObjectNode logarithmic(String title) {
    ObjectNode scale = JsonTree.object("type", "log", "nice", false, "padding", 7);
    return VegaLite.quantitative("value", title)
        .<ObjectNode>set("scale", scale)
        .set("axis", Panels.ticks(true).put("tickCount", 4));
  }

  /** Leaves out rounding noise, and truncates bars at the noise level. */
  private static ArrayNode floor() {
    ObjectNode largest = JsonTree.object("op", "max", "field", "value", "as", "largest");
    ArrayNode transform = JsonTree.array(JsonTree.object("joinaggregate", JsonTree.array(largest)));
    String floor = "datum.largest * " + FLOOR;
    transform.add(JsonTree.object("filter", "datum.value > " + floor));
    transform.add(
        JsonTree.object(
            "calculate", "max(datum.low, datum.value / 10, %s)".formatted(floor), "as", "low"));
    return transform;
  }

  private ObjectNode predicted() {
    return JsonTree.object(
        "transform", VegaLite.filters("datum.kind !== 'measured' && datum.kind !== 'run'"),
        "mark", JsonTree.object("type", "line", "interpolate", "step", "strokeWidth", 1.5),
        "encoding", JsonTree.object("color", colour()));
  }

  private static ObjectNode bars() {
    ObjectNode encoding = JsonTree.object("y", VegaLite.quantitative("low", "σᵢ"));
    encoding.set("y2", JsonTree.object("field", "high"));
    encoding.set("color", JsonTree.object("value", Palette.ACCENT));
    return JsonTree.object(
        "transform", VegaLite.filters("datum.kind === 'measured'"),
        "mark", JsonTree.object("type", "rule", "strokeWidth", 1.3),
        "encoding", encoding);
  }

  private ObjectNode points(String kind, int size, double opacity) {
    ObjectNode mark = JsonTree.object("type", "point", "filled", true, "size", size);
    boolean run = kind.equals("run");
    ObjectNode tooltip =
        JsonTree.object("field", run ? "trial" : "value", "title", run ? "trial" : "mean σᵢ");
    ObjectNode encoding = JsonTree.object("tooltip", tooltip);
    encoding.set("color", run ? JsonTree.object("value", Palette.ACCENT) : colour());
    return JsonTree.object(
        "transform", VegaLite.filters("datum.kind === '%s'".formatted(kind)),
        "mark", mark.put("opacity", opacity),
        "encoding", encoding);
  }

  private ObjectNode colour() {
    ObjectNode legend = JsonTree.object("orient", "top", "symbolType", "circle");
    return JsonTree.object(
        "field", "kind", "type", "nominal", "title", null, "scale", colours, "legend", legend);
  }

  /** Whether some tap exists in two layers. */
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
        JsonTree.array(JsonTree.object("filter", JsonTree.object("field", "tap", "equal", tap)));
    transform.addAll(VegaLite.filters("datum.kind === 'measured'"));
    transform.addAll(floor());
    List<String> layers =
        matrices.stream().filter(m -> m.tap().equals(tap)).map(LayerTap::layer).toList();
    ObjectNode layer = JsonTree.object("field", "layer", "type", "ordinal", "title", "layer l");
    layer.set("sort", JsonTree.array(layers));
    layer.set("axis", JsonTree.object("labelAngle", 0));
    ObjectNode colour = VegaLite.quantitative("index", "index i");
    colour.set("legend", JsonTree.object("tickMinStep", 1, "format", "d"));
    colour.set("scale", VegaLite.viridis(0, 0.88));
    return JsonTree.object(
        "data", VegaLite.data(dataset),
        "transform", transform,
        "mark", JsonTree.object("type", "line", "point", JsonTree.object("size", 22)),
        "encoding",
            JsonTree.object(
                "x", layer,
                "y", logarithmic("mean σᵢ"),
                "detail", JsonTree.object("field", "index"),
                "color", colour,
                "tooltip",
                    JsonTree.array(
                        JsonTree.object("field", "index"), JsonTree.object("field", "value"))));
  }
}
