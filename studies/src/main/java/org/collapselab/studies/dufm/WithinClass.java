package org.collapselab.studies.dufm;

import org.collapselab.hooks.metric.Nc1;
import org.collapselab.hooks.metric.WithinScatter;
import org.ejml.data.DMatrixRMaj;

/** Collapse of explicit samples. */
public final class WithinClass {
  private WithinClass() {}

  /**
   * tr Σ_W / tr Σ_B of one layer, DNC1 of [S].
   *
   * @param features d×S, a column per sample, ordered by class
   * @param samplesPerClass columns of each class
   */
  public static double dnc1(DMatrixRMaj features, int samplesPerClass) {
    double[][] rows = new double[features.numCols][features.numRows];
    int[] labels = new int[rows.length];
    for (int j = 0; j < rows.length; j++) {
      labels[j] = j / samplesPerClass;
      for (int i = 0; i < features.numRows; i++) {
        rows[j][i] = features.get(i, j);
      }
    }
    int classes = rows.length / samplesPerClass;
    return Nc1.traceRatio(WithinScatter.of(rows, labels, classes));
  }
}
