package org.collapselab.hooks.metric;

import org.ejml.data.DMatrixRMaj;

/**
 * First pass over the features: streamed class counts n_k and class means μ_k, in O(dK) memory.
 *
 * <p>Each class sums deviations from its own first sample, so that a large common offset costs no
 * digits; samples are added one after another, so batch sizes do not change a single bit.
 */
public final class ClassMoments {
  private final int dimension;
  private final long[] counts;
  private final double[] origin;
  private final double[] deviation;

  /**
   * @param classes K ≥ 2
   * @param dimension d ≥ 1
   */
  public ClassMoments(int classes, int dimension) {
    this.counts = new long[InputChecks.requireClasses(classes)];
    this.dimension = InputChecks.requireDimension(dimension);
    this.origin = new double[classes * dimension];
    this.deviation = new double[classes * dimension];
  }

  /** Moments of {@code features[i]} (length d) with class {@code labels[i]}. */
  public static ClassMoments of(double[][] features, int[] labels, int classes) {
    if (features.length == 0) {
      throw new IllegalArgumentException("there are no samples: features has no rows");
    }
    ClassMoments moments = new ClassMoments(classes, features[0].length);
    moments.add(labels, InputChecks.flatten(features), features.length);
    return moments;
  }

  /**
   * Adds the first {@code rows} samples of a batch.
   *
   * @param features row-major rows×d
   * @throws IllegalArgumentException if an array is too short or a label is outside 0..K−1
   */
  public void add(int[] labels, double[] features, int rows) {
    InputChecks.requireBatch(labels, features, rows, counts.length, dimension);
    for (int row = 0; row < rows; row++) {
      int from = row * dimension;
      int to = labels[row] * dimension;
      if (counts[labels[row]]++ == 0) {
        System.arraycopy(features, from, origin, to, dimension);
      } else {
        addDeviation(features, from, to);
      }
    }
  }

  private void addDeviation(double[] features, int from, int to) {
    for (int i = 0; i < dimension; i++) {
      deviation[to + i] += features[from + i] - origin[to + i];
    }
  }

  /** Samples of class k seen so far. */
  public long count(int k) {
    return counts[k];
  }

  /**
   * Class means, K×d, row k = μ_k.
   *
   * @throws IllegalStateException if a class has no sample, or a mean is not finite
   */
  public DMatrixRMaj means() {
    DMatrixRMaj means = new DMatrixRMaj(counts.length, dimension);
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] == 0) {
        throw new IllegalStateException(
            "class %d has no samples in the measured subset; measure more samples".formatted(k));
      }
      for (int i = k * dimension; i < (k + 1) * dimension; i++) {
        means.data[i] = origin[i] + deviation[i] / counts[k];
        if (!Double.isFinite(means.data[i])) {
          throw new IllegalStateException(
              "the mean of class %d is %s in column %d; the features diverged"
                  .formatted(k, means.data[i], i - k * dimension));
        }
      }
    }
    return means;
  }
}
