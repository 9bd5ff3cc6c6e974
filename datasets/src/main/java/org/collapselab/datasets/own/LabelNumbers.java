package org.collapselab.datasets.own;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.collapselab.datasets.OwnDataException;

/**
 * Labels that are numbers.
 *
 * @param values 0 … K−1
 * @param names in label order
 */
record LabelNumbers(int[] values, List<String> names) {
  private static final int MOST = 100_000;

  /**
   * @param where the array, for messages
   * @param names by the user, or of the training part; empty if the classes are called by their
   *     numbers
   */
  static LabelNumbers of(double[] read, String where, List<String> names) {
    int[] values = new int[read.length];
    for (int row = 0; row < read.length; row++) {
      if (read[row] != Math.rint(read[row]) || Double.isInfinite(read[row])) {
        throw new OwnDataException(
            "%s has %s in row %d; labels are whole numbers from 0 on. For regression, set data.file.target: numbers"
                .formatted(where, read[row], row));
      }
      if (read[row] < 0 || read[row] >= MOST) {
        throw new OwnDataException(
            "%s has the label %.0f in row %d; labels are 0 to K − 1: numpy.unique(y, return_inverse=True)[1]"
                .formatted(where, read[row], row));
      }
      values[row] = (int) read[row];
    }
    int largest = Arrays.stream(values).max().orElse(0);
    return new LabelNumbers(values, names(largest, where, names));
  }

  /** The names of classes 0 to the largest label. */
  static List<String> names(int largest, String where, List<String> names) {
    if (names.isEmpty()) {
      return IntStream.rangeClosed(0, largest).mapToObj(Integer::toString).toList();
    }
    if (largest >= names.size()) {
      throw new OwnDataException(
          "%s has the label %d, but there are %d classes, 0 to %d (data.file.class_names, or the labels for training)"
              .formatted(where, largest, names.size(), names.size() - 1));
    }
    return names;
  }
}
