package org.collapselab.trainer.run;

import java.util.Arrays;
import java.util.Optional;
import org.collapselab.datasets.Augmentation;
import org.collapselab.datasets.BatchOrder;
import org.collapselab.datasets.Samples;
import org.collapselab.models.Batch;

/**
 * Makes the mini-batch of a step: shuffled rows, scaled and, if configured, augmented inputs,
 * one-hot or real targets.
 */
final class BatchFeed {
  private final Samples samples;
  private final BatchOrder order;
  private final Optional<Augmentation> augmentation;
  private final int outputs;
  private Batch reused;

  BatchFeed(Samples samples, BatchOrder order, Optional<Augmentation> augmentation) {
    this.samples = samples;
    this.order = order;
    this.augmentation = augmentation;
    this.outputs = outputs(samples);
  }

  /** K for classes, 1 for regression. */
  static int outputs(Samples samples) {
    return samples.isClassification() ? samples.numClasses() : 1;
  }

  /** Valid until the next call, which may reuse its arrays. */
  Batch batch(long step) {
    int[] rows = order.batch(step);
    if (reused == null || reused.rows() != rows.length) {
      reused =
          new Batch(
              rows.length,
              new float[rows.length * samples.dim()],
              new float[rows.length * outputs]);
    }
    if (augmentation.isPresent()) {
      samples.gather(rows, reused.inputs(), 0, augmentation.get(), step);
    } else {
      samples.gather(rows, reused.inputs(), 0);
    }
    fillTargets(rows, reused.targets());
    return reused;
  }

  private void fillTargets(int[] rows, float[] targets) {
    Arrays.fill(targets, 0);
    for (int i = 0; i < rows.length; i++) {
      if (samples.isClassification()) {
        targets[i * outputs + samples.label(rows[i])] = 1;
      } else {
        targets[i] = samples.target(rows[i]);
      }
    }
  }
}
