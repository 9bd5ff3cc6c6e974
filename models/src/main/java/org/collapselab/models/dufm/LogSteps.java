package org.collapselab.models.dufm;

import java.util.List;
import java.util.TreeSet;

/** Steps at which a descent is looked at: 0, then ten a decade, then the last. */
final class LogSteps {
  private static final int PER_DECADE = 10;

  private LogSteps() {}

  static List<Long> upTo(long last) {
    TreeSet<Long> steps = new TreeSet<>(List.of(0L, last));
    double exponent = 0;
    while (Math.pow(10, exponent / PER_DECADE) < last) {
      steps.add(Math.round(Math.pow(10, exponent / PER_DECADE)));
      exponent++;
    }
    return List.copyOf(steps);
  }
}
