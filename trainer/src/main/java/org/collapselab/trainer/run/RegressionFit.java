package org.collapselab.trainer.run;

import java.util.List;
import org.collapselab.models.Network;

/** 1/(2N) Σ (z_i − y_i)² of a network with one real output, in FP64. */
final class RegressionFit {
  private static final int BATCH = 500;

  private RegressionFit() {}

  static double of(Network network, EvaluationSet set) {
    String tap = network.logitsTap();
    double[] squared = {0};
    new BatchedInference(network, set, List.of(tap), BATCH)
        .forEach(
            batch -> {
              double[] z = batch.activations().get(tap);
              for (int i = 0; i < batch.rows().length; i++) {
                double error = z[i] - set.samples().target(batch.rows()[i]);
                squared[0] += error * error;
              }
            });
    return squared[0] / (2.0 * set.size());
  }
}
