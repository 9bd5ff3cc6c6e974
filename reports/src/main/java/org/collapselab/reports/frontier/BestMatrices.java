package org.collapselab.reports.frontier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Class means and Gram matrices of the best point, and of the best of each rank. */
final class BestMatrices {
  private static final String ID = "matrices";
  private static final int MOST_ROWS = 64;
  private static final int PANEL = 175;

  private final FrontierFile file;
  private final Path directory;
  private final Map<String, Dataset> datasets = new LinkedHashMap<>();
  private final List<Figure.Choice> choices = new ArrayList<>();

  private BestMatrices(FrontierFile file, Path directory) {
    this.file = file;
    this.directory = directory;
  }

  static Figure of(FrontierFile file, Path directory) {
    return new BestMatrices(file, directory).draw();
  }

  private Figure draw() {
    add(file.best());
    file.frontier().stream()
        .filter(point -> point.rank() > 0 && point.rank() != file.best().rank())
        .forEach(this::add);
    return new Figure(
        ID,
        "Class means and Gram matrices",
        datasets,
        choices,
        Html.formula(
            ("σ(M_l): one column per class, one row per neuron; neurons below a thousandth of the"
                    + " largest entry are omitted, and at most the %d of largest norm are shown, ordered by"
                    + " the classes for which they are high. Gram matrices: σ(M_l)ᵀσ(M_l). Every matrix"
                    + " is divided by its largest absolute entry.")
                .formatted(MOST_ROWS)));
  }

  private void add(FrontierFile.Point point) {
    String name = "%s-%d".formatted(ID, point.rank());
    Dataset dataset = new Dataset();
    datasets.put(name, dataset);
    List<String> means = new ArrayList<>();
    List<String> grams = new ArrayList<>();
    int rows = 0;
    List<DMatrixRMaj> layers = file.means(directory, point);
    for (int l = 1; l <= layers.size(); l++) {
      DMatrixRMaj layer = layers.get(l - 1);
      DMatrixRMaj shown = NeuronRows.ordered(layer, MOST_ROWS);
      means.add(file.symbol(l));
      HeatMap.add(dataset, means.get(l - 1), shown);
      rows = Math.max(rows, shown.numRows);
      DMatrixRMaj gram = new DMatrixRMaj(layer.numCols, layer.numCols);
      CommonOps_DDRM.multInner(layer, gram);
      grams.add("Gram matrix of " + means.get(l - 1));
      HeatMap.add(dataset, grams.get(l - 1), gram);
    }
    int height = Math.min(320, Math.max(90, 7 * rows));
    ObjectNode upper = new HeatMap(4, PANEL, height, "neuron, ordered", "class").spec(name, means);
    ObjectNode lower = new HeatMap(4, PANEL, PANEL, "class", "class").spec(name, grams);
    choices.add(
        new Figure.Choice(
            "rank %d, loss %s%s"
                .formatted(
                    point.rank(),
                    Numbers.format(point.loss(), 6),
                    point.rank() == file.best().rank() ? ", the best" : ""),
            JsonTree.object(
                "vconcat",
                JsonTree.array(upper, lower),
                "resolve",
                JsonTree.object("scale", JsonTree.object("color", "shared")))));
  }
}
