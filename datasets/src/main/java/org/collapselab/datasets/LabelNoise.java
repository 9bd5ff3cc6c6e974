package org.collapselab.datasets;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.collapselab.datasets.Seeds.Purpose;

/**
 * Wrong labels: round(share·N) of N rows, chosen at random, get one of the K − 1 other classes,
 * each equally likely. A pure function of samples and seed; with one seed, the rows of a smaller
 * share are among those of a larger one, and get the same class.
 */
record LabelNoise(double share, long seed) {
  /**
   * Checks the share.
   *
   * @throws IllegalArgumentException unless it is in [0, 1]
   */
  LabelNoise {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("label noise must be in [0, 1], got " + share);
    }
  }

  /**
   * The samples under noisy labels.
   *
   * @throws IllegalStateException for regression
   */
  Samples applyTo(Samples samples) {
    int[] labels = samples.labels();
    int[] rows = IntStream.range(0, labels.length).toArray();
    SplittableRandom random = Seeds.stream(seed, Purpose.LABEL_NOISE, 0);
    Seeds.shuffle(rows, random);
    for (int i = 0; i < count(labels.length); i++) {
      int row = rows[i];
      int other = random.nextInt(samples.numClasses() - 1);
      labels[row] = other < labels[row] ? other : other + 1;
    }
    return samples.withLabels(labels);
  }

  /** How many labels are replaced, of this many rows. */
  int count(int rows) {
    return (int) Math.round(share * rows);
  }
}
