package org.collapselab.trainer.run;

import java.util.Arrays;
import java.util.OptionalInt;
import org.collapselab.datasets.Samples;
import org.collapselab.datasets.Subset;
import org.collapselab.trainer.store.Splits;

/** Fixed, unaugmented rows on which measurements are taken. */
final class EvaluationSet {
  private final String split;
  private final Samples samples;
  private final int[] rows;

  private EvaluationSet(String split, Samples samples, int[] rows) {
    this.split = split;
    this.samples = samples;
    this.rows = rows;
  }

  /** All rows. */
  static EvaluationSet all(String split, Samples samples) {
    return new EvaluationSet(split, samples, Subset.all(samples));
  }

  /**
   * A seeded, class-balanced subset of at most {@code limit} rows, with at least one per class and
   * no more per class than the smallest class has. All rows if there is no limit or it is not below
   * their number. Without classes, the first {@code limit} rows.
   */
  static EvaluationSet of(String split, Samples samples, OptionalInt limit, long seed) {
    if (limit.isEmpty() || limit.getAsInt() >= samples.size()) {
      return all(split, samples);
    }
    if (!samples.isClassification()) {
      return new EvaluationSet(split, samples, Subset.first(Subset.all(samples), limit.getAsInt()));
    }
    int smallest = Arrays.stream(samples.classCounts()).min().orElseThrow();
    int perClass = Math.min(smallest, Math.max(1, limit.getAsInt() / samples.numClasses()));
    return new EvaluationSet(
        split, samples, Subset.classBalanced(samples, Subset.all(samples), perClass, seed));
  }

  /** {@code train}, {@code test} or {@code train_all}. */
  String split() {
    return split;
  }

  Samples samples() {
    return samples;
  }

  /** Rows {@code from} to {@code to}, exclusive, of the samples; cut at the end. */
  int[] rows(int from, int to) {
    return Arrays.copyOfRange(rows, from, Math.min(to, rows.length));
  }

  /** Which samples these are and how many, such as {@code evaluation subset, N = 1000}. */
  String label() {
    String part = split.equals(Splits.TEST) ? "test set" : "training set";
    String whole = rows.length == samples.size() ? part : subsetOf(part);
    return "%s, N = %d".formatted(whole, rows.length);
  }

  private String subsetOf(String part) {
    return split.equals(Splits.TEST) ? "evaluation subset of the " + part : "evaluation subset";
  }

  /** Identifies the rows. */
  String rowsSha256() {
    return Subset.sha256(rows);
  }

  int size() {
    return rows.length;
  }
}
