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
   * Rows of each class, chosen at random among {@code rows}.
   *
   * @param counts how many of each class, 0 for none
   * @throws IllegalArgumentException for regression, or if a class has fewer rows
   */
  static int[] perClass(Samples samples, int[] rows, int[] counts, long seed) {
    return perClass(samples, rows, counts, seed, Purpose.SUBSET);
  }

  /**
   * A share of the rows to set aside for testing: of n rows of a class round(share·n), but at least
   * one and at most n − 1; for regression round(share·N) of all. No rows if the share is 0.
   *
   * @throws IllegalArgumentException if a class has one row only, naming it
   */
  public static int[] holdOutShare(Samples samples, double share, long seed) {
    if (share == 0) {
      return new int[0];
    }
    if (!samples.isClassification()) {
      int count = within((int) Math.round(share * samples.size()), samples.size());
      return choose(all(samples), count, seed, Purpose.HOLD_OUT, 0);
    }
    int[] counts = samples.classCounts();
    for (int label = 0; label < counts.length; label++) {
      if (counts[label] == 1) {
        throw new IllegalArgumentException(
            "class %s has one sample, so that none can be held out for testing; hold out nothing, or add samples"
                .formatted(samples.classNames().get(label)));
      }
      if (counts[label] > 0) {
        counts[label] = within((int) Math.round(share * counts[label]), counts[label]);
      }
    }
    return perClass(samples, all(samples), counts, seed, Purpose.HOLD_OUT);
  }

  private static int within(int count, int size) {
    return Math.max(1, Math.min(size - 1, count));
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

  /** Those of the rows that are among others, both ascending. */
  static int[] among(int[] rows, int[] others) {
    return Arrays.stream(rows).filter(row -> Arrays.binarySearch(others, row) >= 0).toArray();
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
    int[] counts = new int[samples.numClasses()];
    Arrays.fill(counts, perClass);
    return perClass(samples, rows, counts, seed, purpose);
  }

  private static int[] perClass(
      Samples samples, int[] rows, int[] counts, long seed, Purpose purpose) {
    int[][] own = byClass(samples, rows);
    return IntStream.range(0, counts.length)
        .boxed()
        .flatMapToInt(
            label -> {
              requireClassSize(samples, label, own[label].length, counts[label]);
              return Arrays.stream(choose(own[label], counts[label], seed, purpose, label));
            })
        .sorted()
        .toArray();
  }

  /** The rows of each class, in the given order. */
  private static int[][] byClass(Samples samples, int[] rows) {
    int[] sizes = new int[samples.numClasses()];
    Arrays.stream(rows).forEach(row -> sizes[samples.label(row)]++);
    int[][] own = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    Arrays.fill(sizes, 0);
    for (int row : rows) {
      int label = samples.label(row);
      own[label][sizes[label]++] = row;
    }
    return own;
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
