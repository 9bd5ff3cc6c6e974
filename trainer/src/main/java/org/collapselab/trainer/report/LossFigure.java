package org.collapselab.trainer.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/** Figure 1: the head's objective over training against the reference losses, and its parts. */
final class LossFigure {
  private static final Set<String> METRICS =
      Set.of("dufm_objective", "fit", "penalty_head", "penalty_features");

  private static final String ID = "loss";
  private static final String TITLE = "Loss of the head and the reference losses";
  private static final String TABLE = "network";
  private static final String TRAIN = "train";
  private static final int WIDTH = 780;
  private static final int HEIGHT = 320;
  private static final int PARTS_HEIGHT = 150;
  private static final int LABEL_GAP = 14;

  private final Series objective;
  private final Optional<Comparison> comparison;

  private LossFigure(Series objective, Optional<Comparison> comparison) {
    this.objective = objective;
    this.comparison = comparison;
  }

  static Figure of(Optional<LongTable> metrics, Optional<Comparison> comparison) {
    if (metrics.isEmpty()) {
      return Figure.missing(ID, TITLE, RunFiles.METRICS + " is not in the run directory.");
    }
    List<Series> shown =
        metrics.get().series().stream()
            .filter(s -> METRICS.contains(s.key().quantity()) && TRAIN.equals(s.key().split()))
            .toList();
    return shown.stream()
        .filter(s -> "dufm_objective".equals(s.key().quantity()))
        .filter(s -> s.values().anyMatch(value -> value > 0))
        .findFirst()
        .map(s -> new LossFigure(s, comparison).draw(Dataset.of(new LongTable(shown))))
        .orElseGet(
            () ->
                Figure.missing(
                    ID,
                    TITLE,
                    RunFiles.METRICS + " has no positive dufm_objective on the training set."));
  }

  private Figure draw(Dataset table) {
    List<Figure.Choice> choices = new ArrayList<>();
    if (references().findAny().isPresent()) {
      choices.add(choice("near the references, linear steps", near(), "linear"));
      choices.add(choice("near the references, logarithmic steps", near(), "log"));
    }
    choices.add(choice("whole range, linear steps", whole(), "linear"));
    choices.add(choice("whole range, logarithmic steps", whole(), "log"));
    return new Figure(ID, TITLE, Map.of(TABLE, table), choices, caption());
  }

  private Html caption() {
    return Html.text(
        "Top: the DUFM objective of the head on the training set (fit + head penalties + feature "
            + "penalty) at each measured step; dashed lines are the losses of the reference "
            + "solutions for the same K, L and Λ. A curve that ends below a line shows that the "
            + "head found a lower loss than that construction. Bottom: the parts of the objective, "
            + "stacked; at a stationary point of a bias-free ReLU chain the head’s part is L times "
            + "the features’ part. A logarithmic step axis leaves step 0 out.");
  }

  private DoubleStream references() {
    return comparison.stream()
        .flatMap(c -> c.available().stream())
        .filter(reference -> reference.loss() != null && reference.loss() > 0)
        .mapToDouble(Comparison.Reference::loss);
  }

  private LossAxis whole() {
    double[] all = positive(DoubleStream.concat(objective.values(), references())).toArray();
    return new LossAxis(
        true, 0.9 * DoubleStream.of(all).min().orElseThrow(), 1.1 * max(DoubleStream.of(all)));
  }

  private LossAxis near() {
    double least = positive(objective.values()).min().orElseThrow();
    double low = Math.min(least, references().min().orElseThrow());
    double high = Math.max(max(references()), Math.min(last(), 2 * max(references())));
    double margin = 0.25 * (high - low) + 0.05 * high;
    return new LossAxis(false, Math.max(0, low - margin), high + margin);
  }

  private double last() {
    return objective.last().value();
  }

  private static double max(DoubleStream values) {
    return values.max().orElseThrow();
  }

  private static DoubleStream positive(DoubleStream values) {
    return values.filter(value -> value > 0);
  }

  private Figure.Choice choice(String label, LossAxis axis, String stepScale) {
    ObjectNode spec =
        Json.object(
            "vconcat",
            Json.array(
                Json.object(
                    "width",
                    WIDTH,
                    "height",
                    HEIGHT,
                    "layer",
                    Json.array(curve(axis, stepScale), rules(axis), labels(axis))),
                parts(axis, stepScale)),
            "resolve",
            Json.object("scale", Json.object("color", "independent")));
    return new Figure.Choice(label, spec);
  }

  private static ObjectNode curve(LossAxis axis, String stepScale) {
    return Json.object(
        "data", Json.object("name", TABLE),
        "transform", filters("datum.quantity === 'dufm_objective'", stepScale),
        "mark", Json.object("type", "line", "color", Palette.ACCENT, "clip", true),
        "encoding",
            Json.object(
                "x", steps(stepScale, null),
                "y",
                    Json.object(
                        "field", "value",
                        "type", "quantitative",
                        "title", "DUFM objective",
                        "scale", axis.scale())));
  }

  private ObjectNode rules(LossAxis axis) {
    return Json.object(
        "data", Json.object("values", marks(axis, false)),
        "mark", Json.object("type", "rule", "strokeDash", Json.array(6, 4), "strokeWidth", 1.3),
        "encoding",
            Json.object(
                "y", Json.object("field", "value", "type", "quantitative"), "color", colour()));
  }

  private ObjectNode labels(LossAxis axis) {
    ObjectNode mark =
        Json.object(
            "type", "text", "align", "left", "baseline", "middle", "dx", 8, "fontWeight", 600);
    return Json.object(
        "data", Json.object("values", marks(axis, true)),
        "mark", mark,
        "encoding",
            Json.object(
                "x", Json.object("value", WIDTH),
                "y",
                    Json.object(
                        "field", "pixels", "type", "quantitative", "scale", null, "axis", null),
                "text", Json.object("field", "text"),
                "color", colour()));
  }

  private ObjectNode colour() {
    ObjectNode scale =
        comparison
            .map(c -> Palette.scale(c, c.structures()))
            .orElseGet(
                () ->
                    Json.object(
                        "domain", Json.array(Palette.MEASURED),
                        "range", Json.array(Palette.ACCENT)));
    return Json.object("field", "label", "scale", scale, "legend", null);
  }

  /** Reference losses and, for the labels, the last measured loss, with room between labels. */
  private ArrayNode marks(LossAxis axis, boolean withMeasured) {
    List<String> names = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    comparison.stream()
        .flatMap(c -> c.available().stream())
        .filter(reference -> reference.loss() != null && reference.loss() > 0)
        .forEach(
            reference -> {
              names.add(reference.title());
              values.add(reference.loss());
            });
    if (withMeasured && last() >= axis.low() && last() <= axis.high()) {
      names.add(Palette.MEASURED);
      values.add(last());
    }
    double[] pixels =
        AxisLabels.spread(
            values.stream().map(value -> axis.pixels(value, HEIGHT)).toList(), LABEL_GAP, HEIGHT);
    ArrayNode marks = Json.array();
    for (int i = 0; i < names.size(); i++) {
      marks.add(
          Json.object(
              "label",
              names.get(i),
              "value",
              values.get(i),
              "pixels",
              pixels[i],
              "text",
              names.get(i) + " " + Numbers.format(values.get(i))));
    }
    return marks;
  }

  private static ObjectNode parts(LossAxis axis, String stepScale) {
    ArrayNode parts = Json.array("fit", "penalty_head", "penalty_features");
    String names =
        "{fit: 'fit', penalty_head: 'head penalties', penalty_features: 'feature penalty'}";
    return Json.object(
        "width", WIDTH,
        "height", PARTS_HEIGHT,
        "data", Json.object("name", TABLE),
        "transform", filters("datum.quantity !== 'dufm_objective'", stepScale),
        "mark", Json.object("type", "area", "clip", true),
        "encoding",
            Json.object(
                "x", steps(stepScale, "step"),
                "y",
                    Json.object(
                        "field", "value",
                        "type", "quantitative",
                        "title", "parts",
                        "scale", partsScale(axis),
                        "axis", Json.object("tickCount", 5)),
                "color",
                    Json.object(
                        "field",
                        "quantity",
                        "title",
                        null,
                        "scale",
                        Json.object(
                            "domain", parts, "range", Json.array("#b8c4d0", "#5b8fc7", "#1f5fa8")),
                        "legend",
                        Json.object("labelExpr", names + "[datum.value]"))));
  }

  /** The linear view zooms in on the references, so its parts must too. */
  private static ObjectNode partsScale(LossAxis axis) {
    return axis.logarithmic()
        ? Json.object("zero", true)
        : Json.object("domain", Json.array(0, axis.high()), "nice", false);
  }

  private static ObjectNode steps(String scale, String title) {
    return Json.object(
        "field",
        "step",
        "type",
        "quantitative",
        "title",
        title,
        "scale",
        Json.object("type", scale, "nice", false),
        "axis",
        Json.object(
            "labelExpr",
            "format(datum.value, '~s')",
            "tickCount",
            8,
            "labelOverlap",
            "greedy",
            "labelSeparation",
            8));
  }

  private static ArrayNode filters(String filter, String stepScale) {
    ArrayNode filters = Json.array(Json.object("filter", filter));
    if ("log".equals(stepScale)) {
      filters.add(Json.object("filter", "datum.step > 0"));
    }
    return filters;
  }
}
