package org.collapselab.reports.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.collapselab.reports.page.Dataset;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.Palette;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.Series;
import org.collapselab.trainer.store.SeriesTable;
import org.collapselab.trainer.store.Splits;

/** Figure 3: singular values, measured and predicted at the end, and measured over training. */
final class SpectrumFigure {
  private static final String ID = "spectra";
  private static final String TITLE = "Singular values, measured and predicted";
  private static final String AT_END = "spectra_end";
  private static final String OVER_TRAINING = "spectra_training";
  private static final String WEIGHTS = "spectra_training_weights";

  /** With more panels, class means and weights are shown one after another. */
  private static final int PANELS_AT_ONCE = 24;

  /** Smaller singular values, relative to the largest of all, are rounding noise in a plot. */
  private static final double FLOOR = 1e-6;

  private final Map<String, Dataset> datasets = new LinkedHashMap<>();
  private final List<Figure.Choice> choices = new ArrayList<>();
  private final Symbols symbols;

  private SpectrumFigure(Symbols symbols) {
    this.symbols = symbols;
  }

  static Figure of(
      Optional<SeriesTable> spectra, Optional<Comparison> comparison, Symbols symbols) {
    SpectrumFigure figure = new SpectrumFigure(symbols);
    comparison.filter(c -> !c.layers().isEmpty()).ifPresent(figure::addEnd);
    spectra.map(SpectrumFigure::drawable).filter(t -> t.rows() > 0).ifPresent(figure::addTrainings);
    if (figure.choices.isEmpty()) {
      return Figure.missing(
          ID, TITLE, "neither comparison.json nor spectra.csv has a positive singular value.");
    }
    return new Figure(ID, TITLE, figure.datasets, figure.choices, caption(comparison.isPresent()));
  }

  private static Html caption(boolean compared) {
    String end =
        compared
            ? "At the end of training: points are the measured singular values of a layer’s class "
                + "means or weights, stepped lines are the reference solutions at their own "
                + "optimal scale. Look for where the points drop to zero: K equal values suggest "
                + "DNC, r < K a low-rank solution. "
            : "There are no predictions to compare with. ";
    return Html.text(
        end
            + "Over training (training set, logarithmic): values below 10⁻⁶ of the largest are "
            + "left out.");
  }

  private void addEnd(Comparison comparison) {
    Dataset rows = new Dataset();
    List<String> panels = new ArrayList<>();
    Set<String> structures = new LinkedHashSet<>();
    for (Comparison.Layer layer : comparison.layers()) {
      String panel = symbols.title(layer.place());
      panels.add(panel);
      structures.addAll(layer.predicted().keySet());
      if (layer.measured() != null) {
        addSpectrum(rows, panel, Palette.MEASURED, layer.measured());
      }
      layer
          .predicted()
          .forEach((name, values) -> addSpectrum(rows, panel, comparison.labelOf(name), values));
    }
    datasets.put(AT_END, rows);
    ObjectNode colours = ReferenceColours.scale(comparison, structures);
    choices.add(
        new Figure.Choice(
            "at the end, with predictions", SpectrumCharts.atEnd(AT_END, panels, colours)));
  }

  private static void addSpectrum(
      Dataset rows, String panel, String kind, Comparison.Spectrum spectrum) {
    ArrayNode index = JsonTree.array();
    for (int i = 1; i <= spectrum.singularValues().size(); i++) {
      index.add(i);
    }
    rows.block(
        JsonTree.object("panel", panel, "kind", kind),
        JsonTree.object("index", index, "value", JsonTree.array(spectrum.singularValues())));
  }

  private void addTrainings(SeriesTable table) {
    long panels = table.series().stream().map(s -> s.key().layerTap()).distinct().count();
    Map<Boolean, List<Series>> parts =
        table.series().stream()
            .collect(Collectors.partitioningBy(s -> s.key().layerTap().tap().equals("weight")));
    boolean divided = panels > PANELS_AT_ONCE && parts.values().stream().noneMatch(List::isEmpty);
    if (divided) {
      addTraining(new SeriesTable(parts.get(false)), OVER_TRAINING, "over training, class means");
      addTraining(new SeriesTable(parts.get(true)), WEIGHTS, "over training, weights");
    } else {
      addTraining(table, OVER_TRAINING, "over training");
    }
  }

  private void addTraining(SeriesTable table, String dataset, String label) {
    Set<String> panels = new LinkedHashSet<>();
    Dataset rows = new Dataset();
    for (Series series : table.series()) {
      String panel = symbols.title(series.key().layerTap());
      panels.add(panel);
      ArrayNode step = JsonTree.array();
      ArrayNode value = JsonTree.array();
      for (Series.Point point : series.points()) {
        step.add(point.step());
        value.addAll(JsonTree.array(point.value()));
      }
      rows.block(
          JsonTree.object("panel", panel, "index", Long.parseLong(series.key().quantity())),
          JsonTree.object("step", step, "value", value));
    }
    datasets.put(dataset, rows);
    double largest = table.series().stream().flatMapToDouble(Series::values).max().orElseThrow();
    choices.add(
        new Figure.Choice(
            label, SpectrumCharts.overTraining(dataset, List.copyOf(panels), FLOOR * largest)));
  }

  /** Spectra of the training set and of weights, without series that are never positive. */
  private static SeriesTable drawable(SeriesTable spectra) {
    return new SeriesTable(
        spectra.series().stream()
            .filter(s -> s.key().isSeries() && !s.key().split().equals(Splits.TEST))
            .filter(s -> s.values().anyMatch(value -> value > 0))
            .toList());
  }
}
