package org.collapselab.trainer.run;

import java.util.List;
import org.collapselab.models.Network;

/** 1/(2N) Σ (z_i − y_i)² of a network with one real output, in FP64. */
final class RegressionFit {
  private static final int BATCH = 500;

  private RegressionFit() {}

  static double of(Network network, EvaluationSet set) {
    double squared = 0;
    String tap = network.logitsTap();
    for (int from = 0; from < set.size(); from += BATCH) {
      int[] rows = set.rows(from, from + BATCH);
      float[] inputs = new float[rows.length * set.samples().dim()];
      set.samples().gather(rows, inputs, 0);
      double[] z = network.activations(inputs, rows.length, List.of(tap)).get(tap);
      for (int i = 0; i < rows.length; i++) {
        double error = z[i] - set.samples().target(rows[i]);
        squared += error * error;
      }
    }
    return squared / (2.0 * set.size());
  }
}
