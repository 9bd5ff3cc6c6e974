package org.collapselab.trainer.reference;

import java.util.Arrays;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.theory.UnequalFrame;
import org.collapselab.trainer.store.Comparison;

/**
 * How many samples the classes have, and what that means for a comparison with references that
 * assume N/K in each.
 */
public final class ClassBalance {
  /** Smaller differences, such as those of MNIST, change the losses in second order only. */
  private static final double MOST_RATIO = 1.5;

  private final long[] counts;

  /**
   * @param counts samples of each class
   */
  public ClassBalance(int[] counts) {
    this.counts = Arrays.stream(counts).asLongStream().toArray();
  }

  private long smallest() {
    return Arrays.stream(counts).min().orElse(0);
  }

  private long largest() {
    return Arrays.stream(counts).max().orElse(0);
  }

  /** Whether the largest class has more than 1.5 times the samples of the smallest. */
  public boolean isImbalanced() {
    return largest() > MOST_RATIO * smallest();
  }

  /** What a reader of the references' losses should know; only of imbalanced classes. */
  public String note() {
    return "The classes are imbalanced, %,d to %,d samples each: the DUFM's references assume n = N/K samples in every class, so that their losses are not bounds for this head."
        .formatted(smallest(), largest());
  }

  /** For {@code comparison.json}. */
  Comparison.ClassSizes sizes(DufmProblem problem) {
    boolean framed = isImbalanced() && problem.loss() == Loss.MSE && smallest() > 0;
    Double frame = framed ? (Double) new UnequalFrame(problem, counts).loss() : null;
    String note = note();
    if (frame != null) {
      note +=
          " DNC with these class sizes, an orthogonal frame whose lengths differ by class, has the loss %.6g."
              .formatted(frame);
    }
    return new Comparison.ClassSizes(smallest(), largest(), frame, isImbalanced() ? note : null);
  }
}
