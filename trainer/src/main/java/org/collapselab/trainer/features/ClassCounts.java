package org.collapselab.trainer.features;

import java.util.Arrays;
import java.util.Optional;
import org.collapselab.trainer.reference.ClassBalance;

/**
 * How many samples each class has.
 *
 * @param counts of classes 0 … K−1
 */
public record ClassCounts(int[] counts) {

  /** K. */
  public int classes() {
    return counts.length;
  }

  /** N. */
  public int samples() {
    return Arrays.stream(counts).sum();
  }

  private int least() {
    return Arrays.stream(counts).min().orElseThrow();
  }

  private int largest() {
    return Arrays.stream(counts).max().orElseThrow();
  }

  private boolean isBalanced() {
    return least() == largest();
  }

  /** Such as {@code 50,000 samples in 10 classes, 5,000 of each}. */
  String inWords() {
    String each =
        isBalanced()
            ? "%,d of each".formatted(least())
            : "%,d to %,d of each".formatted(least(), largest());
    return "%,d samples in %d classes, %s".formatted(samples(), classes(), each);
  }

  /** What imbalanced classes mean for the comparison; empty for balanced ones. */
  Optional<String> note() {
    ClassBalance balance = new ClassBalance(counts);
    return balance.isImbalanced() ? Optional.of(balance.note()) : Optional.empty();
  }
}
