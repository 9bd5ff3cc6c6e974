package org.collapselab.trainer.features;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.collapselab.datasets.arrays.ArrayException;
import org.collapselab.datasets.arrays.ArrayInfo;
import org.collapselab.datasets.arrays.ArraySource;

/**
 * The class of each sample.
 *
 * @param values in 0 … K−1
 * @param counts samples of each class, all ≥ 1
 */
record SampleLabels(int[] values, int[] counts) {
  private static final int MOST_CLASSES = 1 << 20;
  private static final int MOST_SHOWN = 10;

  /**
   * Reads labels.
   *
   * @param classes K; empty for the largest label plus 1
   * @throws ArrayException if they are no labels 0 … K−1 with samples of every class
   */
  static SampleLabels read(ArraySource source, String name, OptionalInt classes) {
    ArrayInfo info = source.info(name);
    String where = "%s: %s".formatted(source.path(), name);
    if (info.type().isFloat()) {
      throw new ArrayException(
          "%s has elements of type %s; labels are integers, one per sample: labels.astype(\"int64\")"
              .formatted(where, info.type()));
    }
    if (info.axes() == 0 || info.rowLength() != 1) {
      throw new ArrayException(
          "%s has the shape %s; labels are one number per sample, (N,): of one-hot rows take labels.argmax(1)"
              .formatted(where, info.shown()));
    }
    if (info.rows() == 0) {
      throw new ArrayException(where + " is empty");
    }
    return of(source.whole(name), classes, where);
  }

  private static SampleLabels of(double[] read, OptionalInt classes, String where) {
    double least = Arrays.stream(read).min().orElseThrow();
    double largest = Arrays.stream(read).max().orElseThrow();
    if (least < 0 || largest >= MOST_CLASSES) {
      throw new ArrayException(
          "%s has the label %.0f; labels are 0 to K − 1: numpy.unique(labels, return_inverse=True)[1]"
              .formatted(where, least < 0 ? least : largest));
    }
    int k = classes.orElse((int) largest + 1);
    if (largest >= k) {
      throw new ArrayException(
          "%s has the label %.0f, but there are K = %d classes".formatted(where, largest, k));
    }
    if (k < 2) {
      throw new ArrayException(where + " has one class alone; there must be at least 2");
    }
    int[] values = new int[read.length];
    int[] counts = new int[k];
    for (int i = 0; i < values.length; i++) {
      values[i] = (int) read[i];
      counts[values[i]]++;
    }
    requireEveryClass(counts, where);
    return new SampleLabels(values, counts);
  }

  private static void requireEveryClass(int[] counts, String where) {
    int[] missing = IntStream.range(0, counts.length).filter(c -> counts[c] == 0).toArray();
    if (missing.length > 0) {
      String shown =
          missing.length <= MOST_SHOWN
              ? Arrays.toString(missing)
              : "%d classes, %d first".formatted(missing.length, missing[0]);
      throw new ArrayException(
          "%s has no sample of %s of %d; a class without samples has no mean: leave it out and number the others with numpy.unique(labels, return_inverse=True)[1]"
              .formatted(where, shown, counts.length));
    }
  }

  /** K. */
  int classes() {
    return counts.length;
  }

  /** N. */
  int samples() {
    return values.length;
  }
}
