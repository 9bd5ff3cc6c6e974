package org.collapselab.reports.optimum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.HeatMaps;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.NeuronRows;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.page.Subscripts;
import org.collapselab.theory.Activation;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The class matrices of the best point, and their Gram matrices. */
record CodeFigures(StoredFrontier frontier, Path directory) {
  private static final int MOST_NEURONS = 64;

  List<Figure> draw() throws IOException {
    StoredFrontier.Point best = frontier.best();
    String of = "the point of rank %d".formatted(best.rank());
    String codeTitle = "Class matrices of " + of;
    String gramTitle = "Gram matrices of " + of;
    Path folder = directory.resolve("rank-" + best.rank());
    if (!Files.isDirectory(folder)) {
      String reason = "the directory has no %s/.".formatted(folder.getFileName());
      return List.of(
          Figure.missing("code", codeTitle, reason), Figure.missing("gram", gramTitle, reason));
    }
    Activation activation = frontier.problem().activation();
    List<DMatrixRMaj> means = FactorFiles.means(folder, frontier.problem().depth(), activation);
    HeatMaps code = new HeatMaps("code", 2, 370, 170, "neuron, ordered");
    HeatMaps gram = new HeatMaps("gram", 4, 180, 180, "class");
    for (int l = 1; l <= means.size(); l++) {
      DMatrixRMaj layer = means.get(l - 1);
      String name = name(l, means.size(), activation);
      boolean output = l == means.size();
      DMatrixRMaj shown = output ? layer : NeuronRows.ordered(layer, MOST_NEURONS);
      code.add(name, CommonOps_DDRM.transpose(shown, null));
      DMatrixRMaj products = new DMatrixRMaj(layer.numCols, layer.numCols);
      CommonOps_DDRM.multInner(layer, products);
      gram.add(name, products);
    }
    return List.of(
        code.figure(
            codeTitle,
            Html.text(
                ("The lowest loss found, %s. One row per class, one column per neuron (for Z, per"
                        + " output), each matrix divided by its largest absolute entry. Neurons below a"
                        + " thousandth of the largest entry are omitted; at most the %d of largest norm"
                        + " are shown, ordered by the classes for which they are high.")
                    .formatted(Numbers.format(best.loss(), 7), MOST_NEURONS))),
        gram.figure(
            gramTitle,
            Html.text(
                "Inner products of the class means in the same layers, each matrix divided by its"
                    + " largest absolute entry. A diagonal matrix is an orthogonal frame; equal"
                    + " negative entries off the diagonal mean a simplex.")));
  }

  private static String name(int layer, int last, Activation activation) {
    if (layer == last) {
      return "Z";
    }
    String means = Subscripts.of("M_" + layer);
    return layer > 1 && activation == Activation.RELU ? "σ(" + means + ")" : means;
  }
}
