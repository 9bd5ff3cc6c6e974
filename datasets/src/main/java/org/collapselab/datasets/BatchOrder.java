package org.collapselab.datasets;

import java.util.Arrays;

/**
 * Cuts the epochs of an {@link EpochOrder} into mini-batches; the rows of a step are a pure
 * function of the step's number. The order of the current epoch is kept, so that consecutive steps
 * are cheap; use one object per thread.
 */
public final class BatchOrder {
  private final EpochOrder order;
  private final int batchSize;
  private final int batchesPerEpoch;
  private long epoch = -1;
  private int[] rows;

  /**
   * @param batchSize rows in a batch, 1 to the epoch's size
   * @param dropPartial whether the rows left over at the end of an epoch are skipped, or make a
   *     smaller last batch
   * @throws IllegalArgumentException if batchSize is out of range
   */
  public BatchOrder(EpochOrder order, int batchSize, boolean dropPartial) {
    if (batchSize < 1 || batchSize > order.size()) {
      throw new IllegalArgumentException(
          "batch size %d; it must be from 1 to the %d training samples"
              .formatted(batchSize, order.size()));
    }
    this.order = order;
    this.batchSize = batchSize;
    int whole = order.size() / batchSize;
    this.batchesPerEpoch = dropPartial || order.size() % batchSize == 0 ? whole : whole + 1;
  }

  public int batchesPerEpoch() {
    return batchesPerEpoch;
  }

  /** The epoch, from 0, that a step, from 0, belongs to. */
  public long epochOf(long step) {
    return step / batchesPerEpoch;
  }

  /**
   * The rows of a step, counted from 0 across epochs.
   *
   * @throws IllegalArgumentException if step is negative
   */
  public int[] batch(long step) {
    if (step < 0) {
      throw new IllegalArgumentException("step must be at least 0, got " + step);
    }
    if (epochOf(step) != epoch) {
      epoch = epochOf(step);
      rows = order.rows(epoch);
    }
    int from = (int) (step % batchesPerEpoch) * batchSize;
    return Arrays.copyOfRange(rows, from, Math.min(from + batchSize, rows.length));
  }
}
