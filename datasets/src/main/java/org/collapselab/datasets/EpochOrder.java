package org.collapselab.datasets;

import java.util.stream.IntStream;
import org.collapselab.datasets.Seeds.Purpose;

/**
 * Shuffled orders of the rows 0…size−1, one an epoch; a pure function of (size, seed, epoch), so
 * that a run can be resumed anywhere.
 */
public record EpochOrder(int size, long seed) {
  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if size &lt; 1
   */
  public EpochOrder {
    if (size < 1) {
      throw new IllegalArgumentException("an epoch needs at least 1 row, got " + size);
    }
  }

  /** The order of epoch 0, 1, … */
  public int[] rows(long epoch) {
    int[] rows = IntStream.range(0, size).toArray();
    Seeds.shuffle(rows, Seeds.stream(seed, Purpose.EPOCH_ORDER, epoch));
    return rows;
  }
}
