package org.collapselab.hooks;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The training steps at which to measure. A step counts completed updates, from 0 (initialisation)
 * to {@code totalSteps}; both ends are always due. The schedule depends on the step alone, so a
 * resumed run measures where an uninterrupted one does.
 */
public final class MeasureSchedule {
  private final long[] steps;

  private MeasureSchedule(LongStream steps) {
    this.steps = steps.sorted().distinct().toArray();
  }

  /** Steps 0, n, 2n, … and the last; n ≥ 1. */
  public static MeasureSchedule everySteps(long n, long totalSteps) {
    requireAtLeast("n", n, 1);
    requireAtLeast("totalSteps", totalSteps, 0);
    LongStream multiples = LongStream.rangeClosed(0, totalSteps / n).map(i -> i * n);
    return new MeasureSchedule(LongStream.concat(multiples, LongStream.of(totalSteps)));
  }

  /** The ends of epochs 0, n, 2n, … and the last step; n ≥ 1, stepsPerEpoch ≥ 1. */
  public static MeasureSchedule everyEpochs(long n, long stepsPerEpoch, long totalSteps) {
    requireAtLeast("n", n, 1);
    requireAtLeast("stepsPerEpoch", stepsPerEpoch, 1);
    return everySteps(Math.multiplyExact(n, stepsPerEpoch), totalSteps);
  }

  /**
   * Step 0 and {@code count} geometrically spaced steps from 1 to {@code totalSteps}, rounded;
   * those that round to the same step count once. count ≥ 2.
   */
  public static MeasureSchedule logSpaced(int count, long totalSteps) {
    requireAtLeast("count", count, 2);
    requireAtLeast("totalSteps", totalSteps, 0);
    if (totalSteps == 0) {
      return new MeasureSchedule(LongStream.of(0));
    }
    LongStream spaced =
        IntStream.range(0, count)
            .mapToLong(i -> Math.round(Math.pow((double) totalSteps, i / (count - 1.0))))
            .map(step -> Math.min(step, totalSteps));
    return new MeasureSchedule(LongStream.concat(LongStream.of(0, totalSteps), spaced));
  }

  /** Whether to measure after {@code step} updates. */
  public boolean isDue(long step) {
    return Arrays.binarySearch(steps, step) >= 0;
  }

  /** All planned steps, ascending. */
  public long[] steps() {
    return steps.clone();
  }

  private static void requireAtLeast(String name, long value, long minimum) {
    if (value < minimum) {
      throw new IllegalArgumentException(name + " must be at least " + minimum + ", got " + value);
    }
  }
}
