package org.collapselab.models.dufm;

import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.ejml.data.DMatrixRMaj;

/** The objective once more, sample by sample and from its definition. */
final class PlainObjective {
  private PlainObjective() {}

  static double of(DufmPoint point) {
    DufmSpec spec = point.spec();
    double sum = 0;
    for (int j = 0; j < spec.columns(); j++) {
      sum += fit(logits(point, j), j / spec.columnsPerClass(), spec.loss());
    }
    double objective = sum / spec.columns();
    for (int i = 0; i <= spec.depth(); i++) {
      double lambda =
          i > 0
              ? spec.lambdas().get(i - 1)
              : spec.lambdaH() * spec.samplesPerClass() / spec.columnsPerClass();
      for (double entry : point.factors().get(i).data) {
        objective += lambda / 2 * entry * entry;
      }
    }
    return objective;
  }

  private static double[] logits(DufmPoint point, int sample) {
    DMatrixRMaj features = point.factors().get(0);
    double[] h = new double[features.numRows];
    for (int i = 0; i < h.length; i++) {
      h[i] = features.get(i, sample);
    }
    for (int l = 1; l <= point.spec().depth(); l++) {
      DMatrixRMaj w = point.factors().get(l);
      double[] next = new double[w.numRows];
      for (int i = 0; i < w.numRows; i++) {
        for (int j = 0; j < w.numCols; j++) {
          boolean off = l >= 2 && point.spec().activation() == Activation.RELU && h[j] < 0;
          next[i] += off ? 0 : w.get(i, j) * h[j];
        }
      }
      h = next;
    }
    return h;
  }

  private static double fit(double[] z, int label, Loss loss) {
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      double y = i == label ? 1 : 0;
      sum += loss == Loss.MSE ? (z[i] - y) * (z[i] - y) / 2 : Math.exp(z[i] - z[label]);
    }
    return loss == Loss.MSE ? sum : Math.log(sum);
  }
}
