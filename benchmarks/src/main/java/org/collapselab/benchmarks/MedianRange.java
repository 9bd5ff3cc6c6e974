package org.collapselab.benchmarks;

import java.util.Arrays;

/** Median, least and greatest of some values. */
record MedianRange(double median, double least, double greatest) {

  static MedianRange of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new MedianRange(median, sorted[0], sorted[sorted.length - 1]);
  }

  @Override
  public String toString() {
    return "%.2f (%.2f to %.2f)".formatted(median, least, greatest);
  }
}
