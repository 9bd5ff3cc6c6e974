package org.collapselab.reports.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.reports.page.AxisLabels;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.page.Palette;
import org.collapselab.reports.page.ValueAxis;
import org.collapselab.reports.page.VegaLite;
import org.collapselab.trainer.store.Comparison;

/**
 * One view of Figure 1.
 *
 * @param references the references with a positive loss
 * @param last the last measured objective
 * @param alone whether it is the only one, which no line and no area shows
 */
record LossChart(
    ValueAxis axis,
    boolean logarithmicSteps,
    Optional<Comparison> comparison,
    List<Comparison.Reference> references,
    double last,
    boolean alone) {
  static final String TABLE = "network";
  static final String OBJECTIVE = NetworkMetric.DUFM_OBJECTIVE.label();

  private static final String FIT = NetworkMetric.FIT.label();
  private static final String HEAD = NetworkMetric.PENALTY_HEAD.label();
  private static final String FEATURES = NetworkMetric.PENALTY_FEATURES.label();

  static final Set<String> METRICS = Set.of(OBJECTIVE, FIT, HEAD, FEATURES);

  private static final int WIDTH = 780;
  private static final int HEIGHT = 320;
  private static final int PARTS_HEIGHT = 150;
  private static final int LABEL_GAP = 14;
  private static final int TICKS = 8;

  ObjectNode spec() {
    ObjectNode top =
        JsonTree.object(
            "width", WIDTH, "height", HEIGHT, "layer", JsonTree.array(curve(), rules(), labels()));
    ObjectNode independent = JsonTree.object("scale", JsonTree.object("color", "independent"));
    return JsonTree.object("vconcat", JsonTree.array(top, parts()), "resolve", independent);
  }

  private ObjectNode curve() {
    ObjectNode loss = VegaLite.quantitative("value", "DUFM objective");
    loss.set("scale", axis.scale());
    return JsonTree.object(
        "data", VegaLite.data(TABLE),
        "transform", filters("==="),
        "mark",
            JsonTree.object("type", "line", "color", Palette.ACCENT, "clip", true, "point", alone),
        "encoding", JsonTree.object("x", VegaLite.steps(null, logarithmicSteps, TICKS), "y", loss));
  }

  private ObjectNode rules() {
    return JsonTree.object(
        "data", JsonTree.object("values", marks(false)),
        "mark",
            JsonTree.object("type", "rule", "strokeDash", JsonTree.array(6, 4), "strokeWidth", 1.3),
        "encoding",
            JsonTree.object(
                "y", VegaLite.quantitative("value", "DUFM objective"), "color", colour()));
  }

  private ObjectNode labels() {
    ObjectNode labels = VegaLite.labels(marks(true), WIDTH);
    labels.withObject("/encoding").set("color", colour());
    return labels;
  }

  private ObjectNode colour() {
    ObjectNode scale =
        comparison
            .map(c -> ReferenceColours.scale(c, c.structures()))
            .orElseGet(() -> JsonTree.object("range", JsonTree.array(Palette.ACCENT)));
    return JsonTree.object("field", "label", "scale", scale, "legend", null);
  }

  /** Reference losses and, for the labels, the last measured loss, with room between labels. */
  private ArrayNode marks(boolean withMeasured) {
    List<String> names = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (Comparison.Reference reference : references) {
      names.add(reference.title());
      values.add(reference.loss());
    }
    if (withMeasured && last >= axis.low() && last <= axis.high()) {
      names.add(Palette.MEASURED);
      values.add(last);
    }
    List<Double> wishes = values.stream().map(value -> axis.pixels(value, HEIGHT)).toList();
    double[] pixels = AxisLabels.spread(wishes, LABEL_GAP, HEIGHT);
    ArrayNode marks = JsonTree.array();
    for (int i = 0; i < names.size(); i++) {
      String text = names.get(i) + " " + Numbers.format(values.get(i));
      ObjectNode mark = JsonTree.object("label", names.get(i), "text", text);
      marks.add(mark.put("value", values.get(i)).put("pixels", pixels[i]));
    }
    return marks;
  }

  private ObjectNode parts() {
    ObjectNode colours =
        JsonTree.object(
            "domain", JsonTree.array(FIT, HEAD, FEATURES),
            "range", JsonTree.array("#b8c4d0", "#5b8fc7", Palette.ACCENT));
    String names =
        "{%s: 'fit', %s: 'head penalties', %s: 'feature penalty'}".formatted(FIT, HEAD, FEATURES);
    ObjectNode legend = JsonTree.object("labelExpr", names + "[datum.value]");
    ObjectNode part = VegaLite.quantitative("value", "parts");
    part.set("scale", partsScale());
    part.set("axis", JsonTree.object("tickCount", 5));
    ObjectNode encoding =
        JsonTree.object(
            "x", VegaLite.steps("step", logarithmicSteps, TICKS),
            "y", part,
            "color",
                JsonTree.object(
                    "field", "quantity", "title", null, "scale", colours, "legend", legend));
    return JsonTree.object(
        "width",
        WIDTH,
        "height",
        PARTS_HEIGHT,
        "data",
        VegaLite.data(TABLE),
        "transform",
        filters("!=="),
        "mark",
        JsonTree.object("type", alone ? "bar" : "area", "clip", true),
        "encoding",
        encoding);
  }

  /** The linear view zooms in on the references, so its parts must too. */
  private ObjectNode partsScale() {
    return axis.logarithmic()
        ? JsonTree.object("zero", true)
        : JsonTree.object("domain", JsonTree.array(0, axis.high()), "nice", false);
  }

  private ArrayNode filters(String comparison) {
    String rows = "datum.quantity %s '%s'".formatted(comparison, OBJECTIVE);
    return logarithmicSteps ? VegaLite.filters(rows, "datum.step > 0") : VegaLite.filters(rows);
  }
}
