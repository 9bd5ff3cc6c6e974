package org.collapselab.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Speeds of several contenders, taken in turns: a round times each of them once. Other work on the
 * machine slows a whole round more evenly than one contender, so that ratios are taken within
 * rounds. The order is reversed every other round.
 */
final class Rounds {
  private static final int WARM_UP = 2;

  private final List<Contender> contenders;
  private final double[][] speeds; // [contender][round]

  private Rounds(List<Contender> contenders, int rounds) {
    this.contenders = contenders;
    speeds = new double[contenders.size()][rounds];
  }

  /**
   * Each turn lasts about {@code seconds}, but {@code fewest} steps at least; two rounds are run
   * first and dropped.
   */
  static Rounds run(List<Contender> contenders, int rounds, double seconds, int fewest) {
    int[] steps = contenders.stream().mapToInt(c -> stepsIn(seconds, fewest, c)).toArray();
    Rounds result = new Rounds(contenders, rounds);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      order.add(i);
    }
    for (int round = -WARM_UP; round < rounds; round++) {
      Collections.reverse(order);
      for (int i : order) {
        double speed = contenders.get(i).speed(steps[i]);
        if (round >= 0) {
          result.speeds[i][round] = speed;
        }
      }
    }
    return result;
  }

  private static int stepsIn(double seconds, int fewest, Contender contender) {
    int steps = fewest;
    double speed = contender.speed(steps);
    while (steps / speed < seconds / 4) {
      steps *= 2;
      speed = contender.speed(steps);
    }
    return Math.max(fewest, (int) (speed * seconds));
  }

  /** Index of the contender, from {@code first} on, with the largest median. */
  int fastest(int first) {
    int best = first;
    for (int i = first + 1; i < contenders.size(); i++) {
      best = median(i) > median(best) ? i : best;
    }
    return best;
  }

  String name(int contender) {
    return contenders.get(contender).name();
  }

  /** Median steps a second. */
  double median(int contender) {
    return MedianRange.of(speeds[contender]).median();
  }

  /** Steps a second over the rounds. */
  MedianRange range(int contender) {
    return MedianRange.of(speeds[contender]);
  }

  /** Speed of one over that of another, round by round. */
  MedianRange ratio(int contender, int other) {
    double[] ratios = new double[speeds[contender].length];
    Arrays.setAll(ratios, round -> speeds[contender][round] / speeds[other][round]);
    return MedianRange.of(ratios);
  }
}
