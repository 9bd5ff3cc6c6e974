package org.collapselab.studies.dufm;

import java.util.ArrayList;
import java.util.List;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.theory.Construction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Converts points between theory and solver. */
public final class Embedding {
  private Embedding() {}

  /**
   * The construction in the first rows and columns of a wider model; the rest is 0. Explicit
   * features are the mean of their class, all of them.
   *
   * @throws IllegalArgumentException if the model is narrower, or has another K or L
   */
  public static DufmPoint of(Construction construction, DufmSpec spec) {
    int needed = construction.widths().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (needed > spec.width()
        || construction.depth() != spec.depth()
        || construction.classes() != spec.classes()) {
      throw new IllegalArgumentException(
          "a construction with K = %d, L = %d and widths %s does not fit a model with K = %d, L = %d and width %d"
              .formatted(
                  construction.classes(),
                  construction.depth(),
                  construction.widths(),
                  spec.classes(),
                  spec.depth(),
                  spec.width()));
    }
    List<DMatrixRMaj> factors = new ArrayList<>();
    factors.add(repeated(construction.means(), spec));
    for (int l = 1; l <= spec.depth(); l++) {
      int rows = l == spec.depth() ? spec.classes() : spec.width();
      factors.add(padded(construction.weights().get(l - 1), rows, spec.width()));
    }
    return new DufmPoint(spec, factors);
  }

  private static DMatrixRMaj repeated(DMatrixRMaj means, DufmSpec spec) {
    DMatrixRMaj features = new DMatrixRMaj(spec.width(), spec.columns());
    for (int row = 0; row < means.numRows; row++) {
      for (int j = 0; j < features.numCols; j++) {
        features.set(row, j, means.get(row, j / spec.columnsPerClass()));
      }
    }
    return features;
  }

  private static DMatrixRMaj padded(DMatrixRMaj matrix, int rows, int columns) {
    DMatrixRMaj result = new DMatrixRMaj(rows, columns);
    CommonOps_DDRM.insert(matrix, result, 0, 0);
    return result;
  }

  /** A point with one column per class as explicit factors of the theory. */
  public static Construction construction(DufmPoint point) {
    List<DMatrixRMaj> factors = point.factors();
    return new Construction(factors.get(0), factors.subList(1, factors.size()));
  }
}
