package org.collapselab.trainer.run;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.collapselab.datasets.Augmentation;
import org.collapselab.datasets.BatchOrder;
import org.collapselab.datasets.Samples;
import org.collapselab.models.Batch;
import org.collapselab.models.Pick;
import org.collapselab.models.TrainingSet;

/**
 * Makes the mini-batch of a step: shuffled rows, scaled and, if configured, augmented inputs,
 * one-hot or real targets. Also says of which samples it consists, for a network that keeps them.
 */
final class BatchFeed implements TrainingSet {
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
      copyTargets(rows[i], targets, i * outputs);
    }
  }

  /** The samples of a batch by their numbers in this set. */
  Pick pick(long step) {
    int[] rows = order.batch(step);
    int[] views =
        augmentation
            .map(a -> IntStream.range(0, rows.length).map(i -> a.viewNumber(step, i)).toArray())
            .orElse(new int[0]);
    return new Pick(rows, views);
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public int channels() {
    return samples.shape().channels();
  }

  @Override
  public int inputs() {
    return samples.dim();
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public void copyInputs(int row, float[] target, int offset) {
    samples.copyRow(row, target, offset);
  }

  /** Into zeros. */
  @Override
  public void copyTargets(int row, float[] target, int offset) {
    if (samples.isClassification()) {
      target[offset + samples.label(row)] = 1;
    } else {
      target[offset] = samples.target(row);
    }
  }

  @Override
  public boolean hasViews() {
    return augmentation.isPresent();
  }

  @Override
  public int[][] views() {
    return Augmentation.views(samples.shape());
  }

  @Override
  public float border(int channel) {
    return samples.black(channel);
  }
}
