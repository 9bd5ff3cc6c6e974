package org.collapselab.trainer.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Figure 3: singular values, measured against predicted at the end, and over training. */
final class SpectrumFigure {
  private static final String ID = "spectra";
  private static final String TITLE = "Singular values, measured and predicted";
  private static final String AT_END = "spectra_end";
  private static final String OVER_TRAINING = "spectra_training";
  private static final int PANEL_WIDTH = 250;
  private static final int PANEL_HEIGHT = 130;
  private static final int COLUMNS = 3;

  /** Smaller singular values, relative to the largest of all, are rounding noise in a plot. */
  private static final double FLOOR = 1e-6;

  private final Map<String, Dataset> datasets = new LinkedHashMap<>();
  private final List<Figure.Choice> choices = new ArrayList<>();
  private final Symbols symbols;

  private SpectrumFigure(Symbols symbols) {
    this.symbols = symbols;
  }

  static Figure of(Optional<LongTable> spectra, Optional<Comparison> comparison, Symbols symbols) {
    SpectrumFigure figure = new SpectrumFigure(symbols);
    comparison.filter(c -> !c.layers().isEmpty()).ifPresent(figure::addEnd);
    spectra.map(SpectrumFigure::training).filter(t -> t.rows() > 0).ifPresent(figure::addTraining);
    if (figure.choices.isEmpty()) {
      return Figure.missing(
          ID, TITLE, "neither comparison.json nor spectra.csv holds a positive singular value.");
    }
    return new Figure(ID, TITLE, figure.datasets, figure.choices, caption(comparison.isPresent()));
  }

  private static Html caption(boolean compared) {
    String end =
        compared
            ? "At the end of training: points are the measured singular values of a layer's class "
                + "means or weights, stepped lines those of the reference solutions at their own "
                + "optimal scale. Look for where the points drop to zero: K equal values speak for "
                + "DNC, r < K for a low-rank solution. "
            : "No predictions to compare with: comparison.json is not in the run directory. ";
    return Html.text(
        end
            + "Over training (second view, training set, logarithmic): values below 10⁻⁶ of the "
            + "largest are left out.");
  }

  private void addEnd(Comparison comparison) {
    Dataset rows = new Dataset();
    List<String> panels = new ArrayList<>();
    for (Comparison.Layer layer : comparison.layers()) {
      String panel = symbols.title(layer.layerTap());
      panels.add(panel);
      if (layer.measured() != null) {
        addSpectrum(rows, panel, Palette.MEASURED, layer.measured());
      }
      layer
          .predicted()
          .forEach(
              (structure, spectrum) ->
                  addSpectrum(rows, panel, comparison.labelOf(structure), spectrum));
    }
    datasets.put(AT_END, rows);
    choices.add(
        new Figure.Choice(
            "at the end, with predictions",
            facets(AT_END, panels, endView(comparison), Json.array())));
  }

  private static void addSpectrum(
      Dataset rows, String panel, String kind, Comparison.Spectrum spectrum) {
    ArrayNode index = Json.array();
    for (int i = 1; i <= spectrum.singularValues().size(); i++) {
      index.add(i);
    }
    rows.block(
        Json.object("panel", panel, "kind", kind),
        Json.object("index", index, "value", Json.array(spectrum.singularValues())));
  }

  private static ObjectNode endView(Comparison comparison) {
    ObjectNode colour =
        Json.object(
            "field",
            "kind",
            "title",
            null,
            "scale",
            Palette.scale(comparison, predicted(comparison)));
    colour.set("legend", Json.object("orient", "top", "symbolType", "circle"));
    ObjectNode encoding =
        Json.object(
            "x",
                Json.object(
                    "field", "index",
                    "type", "quantitative",
                    "title", "index i",
                    "scale", Json.object("nice", false, "padding", 8, "zero", false),
                    "axis", Json.object("tickMinStep", 1, "format", "d", "grid", false)),
            "y",
                Json.object(
                    "field", "value",
                    "type", "quantitative",
                    "title", "σᵢ",
                    "axis", Json.object("tickCount", 4)),
            "color", colour);
    return Json.object(
        "encoding",
        encoding,
        "layer",
        Json.array(
            Json.object(
                "transform", only("datum.kind !== 'measured'"),
                "mark", Json.object("type", "line", "interpolate", "step")),
            Json.object(
                "transform", only("datum.kind === 'measured'"),
                "mark",
                    Json.object(
                        "type", "point", "filled", true, "size", 36, "opacity", 1, "tooltip",
                        true))));
  }

  private static Set<String> predicted(Comparison comparison) {
    Set<String> structures = new LinkedHashSet<>();
    comparison.layers().forEach(layer -> structures.addAll(layer.predicted().keySet()));
    return structures;
  }

  private void addTraining(LongTable table) {
    Set<String> panels = new LinkedHashSet<>();
    Dataset rows = new Dataset();
    for (Series series : table.series()) {
      String panel = symbols.title(series.key().layerTap());
      panels.add(panel);
      ArrayNode step = Json.array();
      ArrayNode value = Json.array();
      for (Series.Point point : series.points()) {
        step.add(point.step());
        value.addAll(Json.array(point.value()));
      }
      rows.block(
          Json.object("panel", panel, "index", Long.parseLong(series.key().quantity())),
          Json.object("step", step, "value", value));
    }
    datasets.put(OVER_TRAINING, rows);
    double largest = table.series().stream().flatMapToDouble(Series::values).max().orElseThrow();
    choices.add(
        new Figure.Choice(
            "over training",
            facets(
                OVER_TRAINING,
                List.copyOf(panels),
                trainingView(),
                only("datum.value > " + FLOOR * largest))));
  }

  private static ObjectNode trainingView() {
    return Json.object(
        "mark", Json.object("type", "line"),
        "encoding",
            Json.object(
                "x",
                    Json.object(
                        "field", "step",
                        "type", "quantitative",
                        "title", "step",
                        "scale", Json.object("nice", false),
                        "axis",
                            Json.object("labelExpr", "format(datum.value, '~s')", "tickCount", 4)),
                "y",
                    Json.object(
                        "field", "value",
                        "type", "quantitative",
                        "title", "σᵢ",
                        "scale", Json.object("type", "log"),
                        "axis", Json.object("format", "~g", "tickCount", 4)),
                "detail", Json.object("field", "index"),
                "color",
                    Json.object(
                        "field", "index",
                        "type", "quantitative",
                        "title", "index i",
                        "legend", Json.object("tickMinStep", 1, "format", "d"),
                        "scale",
                            Json.object(
                                "scheme",
                                Json.object("name", "viridis", "extent", Json.array(0, 0.85))))));
  }

  private static ObjectNode facets(
      String dataset, List<String> panels, ObjectNode view, ArrayNode transform) {
    view.put("width", PANEL_WIDTH).put("height", PANEL_HEIGHT);
    return Json.object(
        "data",
        Json.object("name", dataset),
        "transform",
        transform,
        "facet",
        Json.object(
            "field",
            "panel",
            "type",
            "nominal",
            "title",
            null,
            "sort",
            Json.array(panels),
            "header",
            Json.object("labelFontWeight", 600)),
        "columns",
        COLUMNS,
        "bounds",
        "flush",
        "spacing",
        Json.object("row", 88, "column", 60),
        "spec",
        view,
        "resolve",
        Json.object("scale", Json.object("x", "independent", "y", "independent")));
  }

  private static ArrayNode only(String filter) {
    return Json.array(Json.object("filter", filter));
  }

  /** Spectra of the training set and of weights, without series that are never positive. */
  private static LongTable training(LongTable spectra) {
    return new LongTable(
        spectra.series().stream()
            .filter(s -> !"test".equals(s.key().split()))
            .filter(s -> s.values().anyMatch(value -> value > 0))
            .toList());
  }
}
