package org.collapselab.reports.run;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.trainer.store.ClassMeans;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Figures 4 and 5: Gram matrices of the class means, and the class means themselves. */
final class MeansFigures {
  private static final String GRAM_TITLE = "Gram matrices of the class means";
  private static final String MEANS_TITLE = "Class means";
  private static final int STRONGEST = 64;

  private MeansFigures() {}

  static Figure gram(List<ClassMeans> means, Symbols symbols) {
    if (means.isEmpty()) {
      return missing("gram", GRAM_TITLE);
    }
    HeatMaps maps = new HeatMaps("gram", 4, 180, 180, "class");
    for (ClassMeans layer : means) {
      DMatrixRMaj gram = new DMatrixRMaj(layer.means().numRows, layer.means().numRows);
      CommonOps_DDRM.multTransB(layer.means(), layer.means(), gram);
      maps.add(symbols.title(layer.layerTap()), gram);
    }
    return maps.figure(
        GRAM_TITLE,
        Html.text(
            "Inner products of the class means of the training set, each matrix divided by its "
                + "largest absolute entry. A diagonal matrix is an orthogonal frame (DNC after a "
                + "ReLU); equal negative entries off the diagonal mean a simplex; a block or "
                + "graph-like pattern with the same number of equal positive entries in each row "
                + "suggests a low-rank solution such as SRG."));
  }

  static Figure means(List<ClassMeans> means, Symbols symbols) {
    if (means.isEmpty()) {
      return missing("means", MEANS_TITLE);
    }
    HeatMaps maps = new HeatMaps("means", 2, 370, 150, "neuron, ordered");
    means.forEach(
        layer -> maps.add(symbols.title(layer.layerTap()), strongest(layer.means(), STRONGEST)));
    int widest = means.stream().mapToInt(layer -> layer.means().numCols).max().orElseThrow();
    String shown =
        widest <= STRONGEST
            ? "All neurons are shown"
            : "Of up to %d neurons only the %d with the largest norm over the classes are shown"
                .formatted(widest, STRONGEST);
    return maps.figure(
        MEANS_TITLE,
        Html.text(
            "One row per class, one column per neuron, each matrix divided by its largest absolute "
                + "entry. "
                + shown
                + ", ordered by the class in which they are strongest. One class per neuron "
                + "suggests DNC, several classes per neuron a low-rank code."));
  }

  private static Figure missing(String id, String title) {
    return Figure.missing(id, title, "the run directory has no class means (means/*.npy).");
  }

  /** The {@code most} columns of largest norm, ordered by the row of their largest entry. */
  static DMatrixRMaj strongest(DMatrixRMaj means, int most) {
    int[] columns =
        IntStream.range(0, means.numCols)
            .boxed()
            .sorted(Comparator.comparingDouble(j -> -squaredNorm(means, j)))
            .limit(most)
            .sorted(Comparator.comparingInt(j -> peak(means, j)))
            .mapToInt(Integer::intValue)
            .toArray();
    DMatrixRMaj shown = new DMatrixRMaj(means.numRows, columns.length);
    for (int i = 0; i < means.numRows; i++) {
      for (int j = 0; j < columns.length; j++) {
        shown.set(i, j, means.get(i, columns[j]));
      }
    }
    return shown;
  }

  private static double squaredNorm(DMatrixRMaj means, int column) {
    return IntStream.range(0, means.numRows)
        .mapToDouble(i -> means.get(i, column) * means.get(i, column))
        .sum();
  }

  private static int peak(DMatrixRMaj means, int column) {
    return IntStream.range(0, means.numRows)
        .boxed()
        .max(Comparator.comparingDouble(i -> means.get(i, column)))
        .orElse(0);
  }
}
