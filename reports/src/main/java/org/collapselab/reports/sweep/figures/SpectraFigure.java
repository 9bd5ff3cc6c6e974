package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.reports.page.Dataset;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.Palette;
import org.collapselab.reports.sweep.data.Spread;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.sweep.Spectra;
import org.collapselab.trainer.store.sweep.TrialRow;

/** Singular values at the end, measured and predicted, one setting at a time. */
final class SpectraFigure {
  private static final int MOST_SETTINGS = 12;

  private final SweepData sweep;
  private final FigureConfig figure;
  private final String id;
  private final Spectra spectra;
  private final Map<String, Dataset> datasets = new LinkedHashMap<>();
  private final List<Figure.Choice> steps = new ArrayList<>();
  private final List<Figure.Choice> logarithmic = new ArrayList<>();
  private final List<Figure.Choice> depths = new ArrayList<>();

  private boolean everyTrial;

  private SpectraFigure(SweepData sweep, FigureConfig figure, String id) {
    this.sweep = sweep;
    this.figure = figure;
    this.id = id;
    this.spectra = sweep.files().spectra().orElseThrow();
  }

  static Figure of(SweepData sweep, FigureConfig figure, String id) {
    return new SpectraFigure(sweep, figure, id).draw();
  }

  private Figure draw() {
    String title = Caption.title(figure, "Singular values at the end");
    List<SweepSetting> drawable =
        sweep.config().settings().stream().filter(s -> !matrices(trials(s)).isEmpty()).toList();
    if (drawable.isEmpty()) {
      return Figure.missing(id, title, "no completed trial has a spectrum in spectra.csv.");
    }
    List<SweepSetting> shown = drawable.stream().limit(MOST_SETTINGS).toList();
    everyTrial = shown.stream().mapToLong(this::values).sum() <= sweep.maxRows();
    shown.forEach(this::add);
    List<Figure.Choice> choices = new ArrayList<>(figure.logY() ? logarithmic : steps);
    choices.addAll(figure.logY() ? steps : logarithmic);
    choices.addAll(depths);
    return new Figure(id, title, datasets, choices, caption(drawable.size()));
  }

  /** Number of singular values of single trials. */
  private long values(SweepSetting setting) {
    return trials(setting).stream()
        .flatMap(trial -> spectra.byTrial().getOrDefault(trial.id(), Map.of()).values().stream())
        .mapToLong(values -> values.length)
        .sum();
  }

  private List<TrialRow> trials(SweepSetting setting) {
    return sweep.trials().of(setting.index()).stream().filter(TrialRow::completed).toList();
  }

  /** The matrices that have a spectrum, class means before weights. */
  private List<LayerTap> matrices(List<TrialRow> trials) {
    return trials.stream()
        .flatMap(trial -> spectra.byTrial().getOrDefault(trial.id(), Map.of()).keySet().stream())
        .distinct()
        .sorted(LayerTap.BY_TAP)
        .toList();
  }

  private void add(SweepSetting setting) {
    List<TrialRow> trials = trials(setting);
    List<LayerTap> matrices = matrices(trials);
    Map<String, Map<LayerTap, double[]>> predicted =
        sweep.files().predictions().map(p -> p.of(setting.index())).orElse(Map.of());
    String name = "%s-%d".formatted(id, setting.index());
    datasets.put(name, rows(trials, matrices, predicted));
    SpectraChart chart = new SpectraChart(name, matrices, colours(predicted));
    String label = sweep.label(setting);
    steps.add(new Figure.Choice(label, chart.byIndex(false)));
    logarithmic.add(new Figure.Choice(label + ", logarithmic", chart.byIndex(true)));
    if (chart.hasDepth()) {
      depths.add(new Figure.Choice(label + ", against depth", chart.byDepth()));
    }
  }

  private static ObjectNode colours(Map<String, Map<LayerTap, double[]>> predicted) {
    List<String> names = new ArrayList<>(List.of(Palette.MEASURED));
    List<String> colours = new ArrayList<>(List.of(Palette.ACCENT));
    ReferenceLine.of(List.copyOf(predicted.keySet()))
        .forEach(
            line -> {
              names.add(line.label());
              colours.add(line.colour());
            });
    return Palette.scale(names, colours);
  }

  private Dataset rows(
      List<TrialRow> trials,
      List<LayerTap> matrices,
      Map<String, Map<LayerTap, double[]>> predicted) {
    Dataset dataset = new Dataset();
    for (LayerTap matrix : matrices) {
      addMean(dataset, matrix, mean(spectra, trials, matrix));
      for (TrialRow trial : trials) {
        double[] values = spectra.byTrial().getOrDefault(trial.id(), Map.of()).get(matrix);
        if (values != null && everyTrial) {
          addValues(dataset, same(matrix, "run").put("trial", trial.id()), values);
        }
      }
      predicted.forEach(
          (structure, of) -> {
            if (of.containsKey(matrix)) {
              addValues(dataset, same(matrix, ReferenceLine.label(structure)), of.get(matrix));
            }
          });
    }
    return dataset;
  }

  private static ObjectNode same(LayerTap matrix, String kind) {
    return JsonTree.object(
        "panel",
        MatrixTitle.of(matrix),
        "tap",
        matrix.tap(),
        "layer",
        matrix.layer(),
        "kind",
        kind);
  }

  private static void addMean(Dataset dataset, LayerTap matrix, List<Spread> spreads) {
    ArrayNode index = JsonTree.array();
    ArrayNode value = JsonTree.array();
    ArrayNode low = JsonTree.array();
    ArrayNode high = JsonTree.array();
    for (Spread spread : spreads) {
      index.add(index.size() + 1);
      value.addAll(JsonTree.array(spread.mean()));
      low.addAll(JsonTree.array(spread.low()));
      high.addAll(JsonTree.array(spread.high()));
    }
    dataset.block(
        same(matrix, Palette.MEASURED),
        JsonTree.object("index", index, "value", value, "low", low, "high", high));
  }

  private static void addValues(Dataset dataset, ObjectNode same, double[] values) {
    ArrayNode index = JsonTree.array();
    ArrayNode value = JsonTree.array();
    for (double each : values) {
      index.add(index.size() + 1);
      value.addAll(JsonTree.array(each));
    }
    dataset.block(same, JsonTree.object("index", index, "value", value));
  }

  private Html caption(int drawable) {
    Caption caption = new Caption(figure);
    caption.add(
        "Points are means of the i-th singular value over the completed seeds, bars ± 1 sd (n − 1),"
            + (everyTrial ? " faint points single trials;" : " single trials are too many to show;")
            + " stepped lines are the reference solutions. On a"
            + " logarithmic axis, values below 10⁻⁶ of the panel’s largest are omitted.");
    if (drawable > MOST_SETTINGS) {
      caption.add("The first %d of %d settings are shown.".formatted(MOST_SETTINGS, drawable));
    }
    return caption.html();
  }

  /** Spread of σ_i over these trials, for every i for which a trial has a value. */
  private static List<Spread> mean(Spectra of, List<TrialRow> trials, LayerTap matrix) {
    List<double[]> spectra =
        trials.stream()
            .map(trial -> of.byTrial().getOrDefault(trial.id(), Map.of()).get(matrix))
            .filter(values -> values != null)
            .toList();
    int length = spectra.stream().mapToInt(values -> values.length).max().orElse(0);
    List<Spread> means = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int index = i;
      means.add(
          Spread.of(
              spectra.stream()
                  .filter(values -> values.length > index)
                  .mapToDouble(values -> values[index])));
    }
    return means;
  }
}
