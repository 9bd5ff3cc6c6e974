package org.collapselab.reports.sweep.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.reports.page.Dataset;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.HeatMap;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.NeuronRows;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.Matrices;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Class means and their Gram matrices, for the best trial of each setting and verdict. */
final class MatricesFigure {
  private static final int MOST_ROWS = 64;
  private static final String LOSS = Finding.LOSS.label();
  private static final String VERDICT = Finding.VERDICT.label();

  private final SweepData sweep;
  private final FigureConfig figure;
  private final String id;
  private final Map<String, Dataset> datasets = new LinkedHashMap<>();
  private final List<Figure.Choice> choices = new ArrayList<>();
  private int cells;
  private int leftOut;

  private MatricesFigure(SweepData sweep, FigureConfig figure, String id) {
    this.sweep = sweep;
    this.figure = figure;
    this.id = id;
  }

  static Figure of(SweepData sweep, FigureConfig figure, String id) {
    return new MatricesFigure(sweep, figure, id).draw();
  }

  private Figure draw() {
    for (SweepSetting setting : sweep.config().settings()) {
      best(setting).forEach(trial -> add(setting, trial));
    }
    String title = Caption.title(figure, "Class means and Gram matrices at the end");
    return choices.isEmpty()
        ? Figure.missing(id, title, "no completed trial has saved its class means (matrices/).")
        : new Figure(id, title, datasets, choices, caption());
  }

  /** For each verdict the trial with the lowest loss, lowest first. */
  private List<TrialRow> best(SweepSetting setting) {
    Map<String, TrialRow> best = new LinkedHashMap<>();
    sweep.trials().of(setting.index()).stream()
        .filter(trial -> trial.completed() && sweep.files().matrices(trial).isPresent())
        .sorted(Comparator.comparingDouble(trial -> trial.number(LOSS)))
        .forEach(trial -> best.putIfAbsent(trial.text(VERDICT), trial));
    return List.copyOf(best.values());
  }

  private void add(SweepSetting setting, TrialRow trial) {
    if (cells > sweep.maxRows()) {
      leftOut++;
      return;
    }
    Matrices matrices = Matrices.read(sweep.files().matrices(trial).orElseThrow());
    if (matrices.means().isEmpty()) {
      return;
    }
    String name = "%s-%d".formatted(id, choices.size() + 1);
    datasets.put(name, new Dataset());
    List<ObjectNode> maps = new ArrayList<>();
    addMeans(maps, name, matrices, "pre");
    addMeans(maps, name, matrices, "post");
    addGrams(maps, name, matrices);
    choices.add(
        new Figure.Choice(
            label(setting, trial),
            JsonTree.object(
                "vconcat",
                JsonTree.array(maps),
                "resolve",
                JsonTree.object("scale", JsonTree.object("color", "shared")))));
  }

  private String label(SweepSetting setting, TrialRow trial) {
    String verdict = trial.text(VERDICT);
    return "%s, seed %s%s, loss %s"
        .formatted(
            sweep.label(setting),
            trial.text(TrialRow.SEED),
            verdict.isEmpty() ? "" : ": " + verdict,
            Numbers.format(trial.number(LOSS)));
  }

  private void addMeans(List<ObjectNode> maps, String name, Matrices matrices, String tap) {
    List<String> panels = new ArrayList<>();
    int rows = 0;
    for (Map.Entry<LayerTap, DMatrixRMaj> entry : matrices.of(tap)) {
      DMatrixRMaj shown = NeuronRows.ordered(entry.getValue(), MOST_ROWS);
      panels.add(MatrixTitle.of(entry.getKey()));
      put(name, MatrixTitle.of(entry.getKey()), shown);
      rows = Math.max(rows, shown.numRows);
    }
    if (!panels.isEmpty()) {
      int height = Math.min(320, Math.max(90, 7 * rows));
      maps.add(new HeatMap(4, 175, height, "neuron, ordered", "class").spec(name, panels));
    }
  }

  private void addGrams(List<ObjectNode> maps, String name, Matrices matrices) {
    List<String> panels = new ArrayList<>();
    String tap = matrices.of("post").isEmpty() ? "pre" : "post";
    for (Map.Entry<LayerTap, DMatrixRMaj> entry : matrices.of(tap)) {
      DMatrixRMaj means = entry.getValue();
      DMatrixRMaj gram = new DMatrixRMaj(means.numCols, means.numCols);
      CommonOps_DDRM.multTransA(means, means, gram);
      panels.add("Gram matrix of " + MatrixTitle.of(entry.getKey()));
      put(name, panels.get(panels.size() - 1), gram);
    }
    maps.add(new HeatMap(4, 175, 175, "class", "class").spec(name, panels));
  }

  private void put(String name, String panel, DMatrixRMaj matrix) {
    HeatMap.add(datasets.get(name), panel, matrix);
    cells += matrix.getNumElements();
  }

  private Html caption() {
    Caption caption = new Caption(figure);
    caption.addFormula(
        ("For each setting, the completed trial with the lowest loss; where verdicts differ, one per"
                + " verdict. Every matrix is divided by its largest absolute entry. M_l and"
                + " σ(M_l): one column per class, one row per neuron; neurons below a thousandth of"
                + " the largest entry are omitted, and at most the %d of largest norm are shown. Neurons are"
                + " ordered by the classes for which they are high.")
            .formatted(MOST_ROWS));
    if (leftOut > 0) {
      caption.add(
          "%d more trials are not shown, because this file would become too large."
              .formatted(leftOut));
    }
    return caption.html();
  }
}
