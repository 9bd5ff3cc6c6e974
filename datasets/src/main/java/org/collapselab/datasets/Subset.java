package org.collapselab.datasets;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.collapselab.datasets.Seeds.Purpose;

/**
 * Choices of rows, ascending, as pure functions of their arguments. The random ones shuffle the
 * rows of each class with a stream of their own and take the first n, so that with one seed smaller
 * choices are contained in larger ones.
 */
public final class Subset {
  private Subset() {}

  /** All rows, 0…N−1. */
  public static int[] all(Samples samples) {
    return IntStream.range(0, samples.size()).toArray();
  }

  /**
   * The first {@code count} of {@code rows}.
   *
   * @throws IllegalArgumentException unless 1 ≤ count ≤ rows.length
   */
  public static int[] first(int[] rows, int count) {
    requireCount("first", count, rows.length);
    return Arrays.copyOf(rows, count);
  }

  /**
   * {@code perClass} rows of each class, chosen at random among {@code rows}.
   *
   * @throws IllegalArgumentException if perClass &lt; 1, for regression, or if a class has fewer
   *     rows; the message names the class
   */
  public static int[] classBalanced(Samples samples, int[] rows, int perClass, long seed) {
    return classBalanced(samples, rows, perClass, seed, Purpose.SUBSET);
  }

  /**
   * {@code count} rows to set aside for testing: for classification count/K of each class, for
   * regression any.
   *
   * @throws IllegalArgumentException unless 1 ≤ count &lt; N and, for classification, K divides
   *     count and each class has more than count/K rows
   */
  public static int[] holdOut(Samples samples, int count, long seed) {
    requireCount("holdout", count, samples.size() - 1);
    int[] rows = all(samples);
    if (!samples.isClassification()) {
      return choose(rows, count, seed, Purpose.HOLD_OUT, 0);
    }
    int classes = samples.numClasses();
    if (count % classes != 0) {
      throw new IllegalArgumentException(
          "a holdout of %d samples cannot be split equally among %d classes; use a multiple of %d"
              .formatted(count, classes, classes));
    }
    return classBalanced(samples, rows, count / classes, seed, Purpose.HOLD_OUT);
  }

  /** The rows 0…N−1 that are not among {@code rows}. */
  public static int[] complement(Samples samples, int[] rows) {
    BitSet taken = new BitSet();
    Arrays.stream(rows).forEach(taken::set);
    return IntStream.range(0, samples.size()).filter(row -> !taken.get(row)).toArray();
  }

  /** Lower-case hex SHA-256 of the rows as big-endian 32-bit integers, in the given order. */
  public static String sha256(int[] rows) {
    return Digests.ofRows(rows);
  }

  private static int[] classBalanced(
      Samples samples, int[] rows, int perClass, long seed, Purpose purpose) {
    if (!samples.isClassification()) {
      throw new IllegalArgumentException(
          "samples per class need classes, but these samples are for regression");
    }
    if (perClass < 1) {
      throw new IllegalArgumentException("samples per class must be at least 1, got " + perClass);
    }
    return IntStream.range(0, samples.numClasses())
        .boxed()
        .flatMapToInt(
            label -> {
              int[] own = Arrays.stream(rows).filter(r -> samples.label(r) == label).toArray();
              requireClassSize(samples, label, own.length, perClass);
              return Arrays.stream(choose(own, perClass, seed, purpose, label));
            })
        .sorted()
        .toArray();
  }

  private static void requireClassSize(Samples samples, int label, int size, int wanted) {
    if (size < wanted) {
      throw new IllegalArgumentException(
          "%d samples per class were requested, but class %d (%s) has only %d samples"
              .formatted(wanted, label, samples.classNames().get(label), size));
    }
  }

  private static int[] choose(int[] rows, int count, long seed, Purpose purpose, long stream) {
    int[] shuffled = rows.clone();
    Seeds.shuffle(shuffled, Seeds.stream(seed, purpose, stream));
    int[] chosen = Arrays.copyOf(shuffled, count);
    Arrays.sort(chosen);
    return chosen;
  }

  private static void requireCount(String what, int count, int max) {
    if (count < 1 || count > max) {
      throw new IllegalArgumentException(
          "%s must be between 1 and %d, got %d".formatted(what, max, count));
    }
  }
}
