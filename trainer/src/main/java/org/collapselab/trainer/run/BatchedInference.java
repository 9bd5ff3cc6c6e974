package org.collapselab.trainer.run;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.collapselab.models.FeatureModel;

/** A network in inference mode over the rows of an evaluation set, in order, batch by batch. */
final class BatchedInference {
  private final FeatureModel network;
  private final EvaluationSet set;
  private final List<String> taps;
  private final int batchSize;

  /**
   * @param taps whose activations are wanted
   * @param batchSize rows in every batch but the last, ≥ 1
   */
  BatchedInference(
      FeatureModel network, EvaluationSet set, Collection<String> taps, int batchSize) {
    this.network = network;
    this.set = set;
    this.taps = List.copyOf(taps);
    this.batchSize = batchSize;
  }

  /**
   * The network's output for one batch.
   *
   * @param from index of the first row in the set
   * @param rows the batch's rows of the samples
   * @param activations per tap rows×d, row-major
   */
  record Activated(int from, int[] rows, Map<String, double[]> activations) {}

  /** Runs the network on every batch in turn. */
  void forEach(Consumer<Activated> consumer) {
    for (int from = 0; from < set.size(); from += batchSize) {
      int[] rows = set.rows(from, from + batchSize);
      float[] inputs = new float[rows.length * set.samples().dim()];
      set.samples().gather(rows, inputs, 0);
      consumer.accept(new Activated(from, rows, network.activations(inputs, rows.length, taps)));
    }
  }
}
