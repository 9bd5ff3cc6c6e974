package org.collapselab.benchmarks;

import java.nio.DoubleBuffer;
import org.bytedeco.pytorch.Tensor;
import org.collapselab.models.dufm.DufmSpec;
import org.ejml.data.DMatrixRMaj;

/** Copies FP64 matrices to libtorch and back. */
final class Tensors {
  private Tensors() {}

  static Tensor of(DMatrixRMaj matrix) {
    return Tensor.create(matrix.data.clone(), matrix.numRows, matrix.numCols);
  }

  /** Y, K×S. */
  static Tensor labels(DufmSpec spec) {
    DMatrixRMaj labels = new DMatrixRMaj(spec.classes(), spec.columns());
    for (int j = 0; j < spec.columns(); j++) {
      labels.set(j / spec.columnsPerClass(), j, 1);
    }
    return of(labels);
  }

  static double[] values(Tensor tensor) {
    DoubleBuffer buffer = tensor.contiguous().createBuffer();
    double[] values = new double[buffer.remaining()];
    buffer.get(values);
    return values;
  }
}
