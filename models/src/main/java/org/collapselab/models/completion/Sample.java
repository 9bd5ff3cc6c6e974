package org.collapselab.models.completion;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The gradient of ½(A_ij − A*_ij)² at one entry: rank one in every layer, error · a_{l+1} b_{l−1}ᵀ
 * with a_lᵀ = e_iᵀ W_L ⋯ W_l and b_l = W_l ⋯ W_1 e_j.
 */
final class Sample {
  private final List<DMatrixRMaj> layers;
  private final double[][] left; // [l − 1] = a_l, l = 2 … L
  private final double[][] right; // [l − 1] = b_l, l = 1 … L − 1
  private int row;
  private int column;
  private double error;

  Sample(CompletionPoint point, int width) {
    layers = point.layers();
    left = new double[layers.size()][width];
    right = new double[layers.size()][width];
  }

  /** Forward and backward for one entry; returns A_ij − A*_ij. */
  double load(int atRow, int atColumn, double target) {
    row = atRow;
    column = atColumn;
    int last = layers.size() - 1;
    DMatrixRMaj first = layers.get(0);
    for (int k = 0; k < first.numRows; k++) {
      right[0][k] = first.data[k * first.numCols + column];
    }
    for (int l = 1; l < last; l++) {
      RowMajor.timesVector(layers.get(l), right[l - 1], right[l]);
    }
    int width = first.numRows;
    System.arraycopy(layers.get(last).data, row * width, left[last], 0, width);
    for (int l = last - 1; l >= 1; l--) {
      RowMajor.vectorTimes(left[l + 1], layers.get(l), left[l]);
    }
    error = RowMajor.dot(left[last], right[last - 1]) - target;
    return error;
  }

  /** W_l ← shrink·W_l − rate·gradient, for every l. */
  void descend(double shrink, double rate) {
    int last = layers.size() - 1;
    double factor = -rate * error;
    for (int l = 1; l < last; l++) {
      RowMajor.addOuter(shrink, factor, left[l + 1], right[l - 1], layers.get(l));
    }
    DMatrixRMaj first = layers.get(0);
    DMatrixRMaj top = layers.get(last);
    scale(shrink, first.data);
    scale(shrink, top.data);
    for (int k = 0; k < first.numRows; k++) {
      first.data[k * first.numCols + column] += factor * left[1][k];
      top.data[row * top.numCols + k] += factor * right[last - 1][k];
    }
  }

  private static void scale(double factor, double[] values) {
    if (factor != 1) {
      for (int i = 0; i < values.length; i++) {
        values[i] *= factor;
      }
    }
  }
}
