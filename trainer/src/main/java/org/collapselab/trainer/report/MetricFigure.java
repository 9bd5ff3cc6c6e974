package org.collapselab.trainer.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Figure 2: any metric of the table over training, one line per layer, tap and split. */
final class MetricFigure {
  private static final String ID = "metrics";
  private static final String TITLE = "Collapse over training";
  private static final String TABLE = "metrics";
  private static final String FIRST = "nc1_trace_ratio";
  private static final int WIDTH = 800;
  private static final int HEIGHT = 260;

  /** A spread beyond this factor is drawn on a logarithmic axis. */
  private static final double WIDE_SPREAD = 100;

  /** Longer lines get no visible points. */
  private static final int FEW_POINTS = 60;

  private static final List<String> TAPS = List.of("", "pre", "post", "weight");
  private static final String TAP_NAMES =
      "{pre: 'before the activation', post: 'after the activation', weight: 'weights'}";

  private MetricFigure() {}

  static Figure of(Optional<LongTable> metrics) {
    if (metrics.isEmpty()) {
      return Figure.missing(ID, TITLE, RunFiles.METRICS + " is not in the run directory.");
    }
    List<Series> shown =
        metrics.get().series().stream().filter(s -> s.values().findAny().isPresent()).toList();

    if (shown.isEmpty()) {
      return Figure.missing(ID, TITLE, RunFiles.METRICS + " has no finite value.");
    }
    List<Figure.Choice> choices =
        quantities(shown).map(quantity -> choice(quantity, shown)).toList();
    Dataset table = Dataset.of(new LongTable(shown));
    return new Figure(ID, TITLE, Map.of(TABLE, table), choices, caption());
  }

  private static Html caption() {
    return Html.formula(
        "One line per layer, from light (first) to dark (deepest); solid on the training set, "
            + "dashed on the test set. Look for NC1 = tr Σ_W / tr Σ_B falling by orders of "
            + "magnitude, and for the gap between training and test. Click a "
            + "layer in the legend to single it out. On a logarithmic axis values ≤ 0 are left "
            + "out.");
  }

  /** NC1 first, then per-layer metrics, then those of the whole network. */
  private static Stream<String> quantities(List<Series> shown) {
    Stream<String> layers = shown.stream().filter(s -> !isNetwork(s)).map(s -> s.key().quantity());
    Stream<String> network = shown.stream().map(s -> s.key().quantity());
    Stream<String> first = network(shown, FIRST) ? Stream.of(FIRST) : Stream.empty();
    return Stream.concat(first, Stream.concat(layers, network)).distinct();
  }

  private static boolean network(List<Series> shown, String quantity) {
    return shown.stream().anyMatch(s -> s.key().quantity().equals(quantity));
  }

  private static boolean isNetwork(Series series) {
    return series.key().layerTap().layer().isEmpty();
  }

  private static Figure.Choice choice(String quantity, List<Series> all) {
    List<Series> shown = all.stream().filter(s -> s.key().quantity().equals(quantity)).toList();
    List<String> taps =
        shown.stream()
            .map(s -> s.key().layerTap().tap())
            .distinct()
            .sorted(Comparator.comparingInt(TAPS::indexOf))
            .toList();
    List<String> layers = shown.stream().map(s -> s.key().layerTap().layer()).distinct().toList();
    int longest = shown.stream().mapToInt(s -> s.points().size()).max().orElseThrow();
    boolean log = isLogarithmic(quantity, shown);
    ArrayNode filters =
        Json.array(
            Json.object("filter", Json.object("field", "quantity", "equal", quantity)),
            Json.object("filter", log ? "datum.value > 0" : "isValid(datum.value)"));
    ObjectNode view =
        Json.object(
            "width",
            (WIDTH - 60 * (taps.size() - 1)) / taps.size(),
            "height",
            HEIGHT,
            "encoding",
            encoding(quantity, layers, log),
            "layer",
            Json.array(lines(), points(longest <= FEW_POINTS)));
    ObjectNode facet =
        Json.object(
            "field",
            "tap",
            "type",
            "nominal",
            "title",
            null,
            "sort",
            Json.array(taps),
            "header",
            Json.object(
                "labelFontWeight", 600, "labelExpr", TAP_NAMES + "[datum.value] || datum.value"));
    ObjectNode spec =
        Json.object(
            "data",
            Json.object("name", TABLE),
            "transform",
            filters,
            "facet",
            Json.object("column", facet),
            "spec",
            view);
    return new Figure.Choice(isNetwork(shown.get(0)) ? quantity + " (network)" : quantity, spec);
  }

  private static boolean isLogarithmic(String quantity, List<Series> shown) {
    double[] values = shown.stream().flatMapToDouble(Series::values).sorted().toArray();
    double least = values[0];
    double largest = values[values.length - 1];
    boolean collapse = quantity.startsWith("nc1") || quantity.equals("cdnv");
    return largest > 0 && (collapse || (least > 0 && largest / least > WIDE_SPREAD));
  }

  private static ObjectNode legendPick() {
    return Json.object(
        "name", "picked",
        "select", Json.object("type", "point", "fields", Json.array("layer")),
        "bind", "legend");
  }

  private static ObjectNode lines() {
    ObjectNode dash =
        Json.object(
            "field",
            "split",
            "type",
            "nominal",
            "scale",
            Json.object(
                "domain", Json.array("train", "test"),
                "range", Json.array(Json.array(1, 0), Json.array(5, 3))),
            "legend",
            strokes());
    return Json.object(
        "mark", "line",
        "params", Json.array(legendPick()),
        "encoding", Json.object("strokeDash", dash, "opacity", dimmed(1)));
  }

  private static ObjectNode strokes() {
    return Json.object("symbolType", "stroke", "symbolStrokeWidth", 2, "symbolSize", 250);
  }

  private static ObjectNode dimmed(double full) {
    return Json.object(
        "condition", Json.object("param", "picked", "value", full), "value", 0.12 * full);
  }

  private static ObjectNode points(boolean visible) {
    return Json.object(
        "mark", Json.object("type", "point", "filled", true, "size", 18),
        "encoding",
            Json.object(
                "opacity",
                dimmed(visible ? 1 : 0),
                "tooltip",
                Json.array(
                    tip("layer", null),
                    tip("tap", null),
                    tip("split", null),
                    tip("step", null),
                    tip("epoch", null),
                    tip("value", ".4~g"))));
  }

  private static ObjectNode tip(String field, String format) {
    ObjectNode tip = Json.object("field", field);
    return format == null ? tip : tip.put("format", format).put("type", "quantitative");
  }

  private static ObjectNode encoding(String quantity, List<String> layers, boolean log) {
    ObjectNode value =
        Json.object(
            "field",
            "value",
            "type",
            "quantitative",
            "title",
            quantity,
            "scale",
            log ? Json.object("type", "log") : Json.object("zero", false));
    if (log) {
      value.set("axis", Json.object("format", "~g", "tickCount", 6));
    }
    return Json.object(
        "x",
            Json.object(
                "field", "step",
                "type", "quantitative",
                "title", "step",
                "scale", Json.object("nice", false),
                "axis", Json.object("labelExpr", "format(datum.value, '~s')", "tickCount", 5)),
        "y", value,
        "color",
            Json.object(
                "field",
                "layer",
                "type",
                "ordinal",
                "sort",
                Json.array(layers),
                "legend",
                layers.equals(List.of("")) ? null : strokes(),
                "scale",
                Json.object(
                    "scheme", Json.object("name", "viridis", "extent", Json.array(0.85, 0.0)))));
  }
}
