package org.collapselab.reports.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.reports.page.Dataset;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.VegaLite;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.Series;
import org.collapselab.trainer.store.SeriesTable;
import org.collapselab.trainer.store.Splits;

/** Figure 2: any metric of the table over training, one line per layer, tap and split. */
final class MetricFigure {
  private static final String ID = "metrics";
  private static final String TITLE = "Collapse over training";
  private static final String TABLE = "metrics";
  private static final String FIRST = FeatureMetric.NC1_TRACE_RATIO.label();

  /** Metrics that fall by orders of magnitude, always drawn on a logarithmic axis. */
  private static final Set<String> COLLAPSE =
      Stream.of(
              FeatureMetric.NC1_TRACE_RATIO,
              FeatureMetric.NC1_PINV,
              FeatureMetric.NC1_PINV_RANK,
              FeatureMetric.CDNV)
          .map(FeatureMetric::label)
          .collect(Collectors.toUnmodifiableSet());

  private static final List<String> TAPS = List.of("", "pre", "post", "weight");
  private static final String TAP_NAMES =
      "{pre: 'before the activation', post: 'after the activation', weight: 'weights'}";
  private static final int WIDTH = 800;
  private static final int HEIGHT = 260;

  /** Values that span more than this factor are drawn on a logarithmic axis. */
  private static final double WIDE_SPREAD = 100;

  /** With more layers, the legend has several columns. */
  private static final int LEGEND_ROWS = 20;

  /** Longer lines get no visible points. */
  private static final int FEW_POINTS = 60;

  private MetricFigure() {}

  static Figure of(Optional<SeriesTable> metrics) {
    if (metrics.isEmpty()) {
      return Figure.missing(ID, TITLE, RunTable.METRICS.file() + " is not in the run directory.");
    }
    List<Series> shown =
        metrics.get().series().stream()
            .filter(s -> s.key().isSeries())
            .filter(s -> s.values().findAny().isPresent())
            .toList();
    if (shown.isEmpty()) {
      return Figure.missing(ID, TITLE, RunTable.METRICS.file() + " has no finite value.");
    }
    List<Figure.Choice> choices =
        quantities(shown).stream().map(quantity -> choice(quantity, shown)).toList();
    Dataset table = SeriesDataset.of(shown);
    return new Figure(ID, TITLE, Map.of(TABLE, table), choices, caption());
  }

  private static Html caption() {
    return Html.formula(
        "One line per layer, from light (first) to dark (deepest); solid on the training set, "
            + "dashed on the test set. Look for NC1 = tr Σ_W / tr Σ_B falling by orders of "
            + "magnitude, and for the gap between training and test. Click a layer in the legend "
            + "to highlight it. On a logarithmic axis, values ≤ 0 are omitted.");
  }

  /** NC1 first, then per-layer metrics, then metrics of the whole network. */
  private static List<String> quantities(List<Series> shown) {
    return shown.stream()
        .sorted(
            Comparator.comparing((Series s) -> !FIRST.equals(s.key().quantity()))
                .thenComparing(MetricFigure::isNetwork))
        .map(s -> s.key().quantity())
        .distinct()
        .toList();
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
    boolean log = isLogarithmic(quantity, shown);
    ObjectNode only = JsonTree.object("field", "quantity", "equal", quantity);
    ObjectNode column = VegaLite.facet("tap", taps);
    column.withObject("/header").put("labelExpr", TAP_NAMES + "[datum.value] || datum.value");
    ObjectNode spec =
        JsonTree.object(
            "data", VegaLite.data(TABLE),
            "transform",
                VegaLite.filters(log ? "datum.value > 0" : "isValid(datum.value)")
                    .add(JsonTree.object("filter", only)),
            "facet", JsonTree.object("column", column),
            "spec", panel(quantity, shown, log, (WIDTH - 60 * (taps.size() - 1)) / taps.size()));
    return new Figure.Choice(isNetwork(shown.get(0)) ? quantity + " (network)" : quantity, spec);
  }

  private static boolean isLogarithmic(String quantity, List<Series> shown) {
    double[] values = shown.stream().flatMapToDouble(Series::values).sorted().toArray();
    double least = values[0];
    double largest = values[values.length - 1];
    boolean collapse = COLLAPSE.contains(quantity);
    return largest > 0 && (collapse || (least > 0 && largest / least > WIDE_SPREAD));
  }

  private static ObjectNode panel(String quantity, List<Series> shown, boolean log, int width) {
    int longest = shown.stream().mapToInt(s -> s.points().size()).max().orElseThrow();
    ObjectNode value = VegaLite.quantitative("value", quantity);
    value.set("scale", JsonTree.object("zero", false));
    ObjectNode encoding =
        JsonTree.object(
            "x", VegaLite.steps("step", false, 5),
            "y", log ? VegaLite.logarithmic(quantity, 6) : value,
            "color", layerColour(shown));
    return JsonTree.object(
        "width", width,
        "height", HEIGHT,
        "encoding", encoding,
        "layer", JsonTree.array(lines(), points(longest <= FEW_POINTS)));
  }

  private static ObjectNode layerColour(List<Series> shown) {
    List<String> layers = shown.stream().map(s -> s.key().layerTap().layer()).distinct().toList();
    return JsonTree.object(
        "field",
        "layer",
        "type",
        "ordinal",
        "sort",
        JsonTree.array(layers),
        "legend",
        layers.equals(List.of("")) ? null : legend(layers.size()),
        "scale",
        VegaLite.viridis(0.85, 0));
  }

  private static ObjectNode legend(int layers) {
    ObjectNode legend = strokes();
    return layers <= LEGEND_ROWS
        ? legend
        : legend.put("columns", 1 + (layers - 1) / LEGEND_ROWS).put("symbolLimit", layers);
  }

  private static ObjectNode lines() {
    ObjectNode dashes =
        JsonTree.object(
            "domain", JsonTree.array(Splits.TRAIN, Splits.TEST),
            "range", JsonTree.array(JsonTree.array(1, 0), JsonTree.array(5, 3)));
    ObjectNode dash = JsonTree.object("field", "split", "scale", dashes, "legend", strokes());
    ObjectNode pick =
        JsonTree.object(
            "name", "picked",
            "select", JsonTree.object("type", "point", "fields", JsonTree.array("layer")),
            "bind", "legend");
    return JsonTree.object(
        "mark", "line",
        "params", JsonTree.array(pick),
        "encoding", JsonTree.object("strokeDash", dash, "opacity", dimmed(1)));
  }

  private static ObjectNode strokes() {
    return JsonTree.object("symbolType", "stroke", "symbolStrokeWidth", 2, "symbolSize", 250);
  }

  /** Opacity that fades when another layer is picked. */
  private static ObjectNode dimmed(double full) {
    return JsonTree.object(
        "condition", JsonTree.object("param", "picked", "value", full), "value", 0.12 * full);
  }

  /** Points to hover over, invisible on long lines. */
  private static ObjectNode points(boolean visible) {
    ObjectNode tooltip =
        JsonTree.object(
            "opacity", dimmed(visible ? 1 : 0),
            "tooltip",
                JsonTree.array(tip("layer"), tip("tap"), tip("split"), tip("step"), tip("epoch")));
    tooltip
        .withArray("/tooltip")
        .add(VegaLite.quantitative("value", "value").put("format", ".4~g"));
    return JsonTree.object(
        "mark", JsonTree.object("type", "point", "filled", true, "size", 18), "encoding", tooltip);
  }

  private static ObjectNode tip(String field) {
    return JsonTree.object("field", field);
  }
}
