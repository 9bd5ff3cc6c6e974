package org.collapselab.trainer.reference;

import org.ejml.data.DMatrixRMaj;

/**
 * Counts classes that a model cannot tell. A class c is lost if its mean output z̄_c does not
 * single it out: its margin z̄_cc − max_{j≠c} z̄_jc is at most {@link #LEAST_MARGIN} of the largest
 * margin.
 */
final class LostClasses {
  static final double LEAST_MARGIN = 0.1;

  private LostClasses() {}

  /**
   * How many classes are lost.
   *
   * @param output Z, K×K, column c = z̄_c
   */
  static int in(DMatrixRMaj output) {
    double[] margins = new double[output.numCols];
    double largest = 0;
    for (int c = 0; c < margins.length; c++) {
      double rival = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < output.numRows; j++) {
        rival = j == c ? rival : Math.max(rival, output.get(j, c));
      }
      margins[c] = output.get(c, c) - rival;
      largest = Math.max(largest, margins[c]);
    }
    int lost = 0;
    for (double margin : margins) {
      lost += margin > LEAST_MARGIN * largest ? 0 : 1;
    }
    return lost;
  }
}
