package org.collapselab.studies.dufm;

import java.util.List;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;

/**
 * What a matched DUFM will cost.
 *
 * @param missing seeds that are not in the cache yet
 * @param secondsPerSeed on one thread of this machine, from the time of its first steps
 */
public record MatchedCost(int missing, double secondsPerSeed) {
  private static final double LEAST_SECONDS = 0.3;
  private static final int FIRST_STEPS = 20;

  /** Takes some steps from one start and measures their time, at most about a second. */
  public static MatchedCost of(MatchedSettings settings, List<Long> seeds, EndCache cache) {
    int missing = (int) seeds.stream().filter(seed -> cache.find(seed).isEmpty()).count();
    Descent descent = settings.descent();
    DufmPoint start = DufmPoint.random(settings.model(), seeds.get(0));
    seconds(start, descent, FIRST_STEPS); // compiles
    long steps = FIRST_STEPS;
    double seconds = seconds(start, descent, steps);
    while (seconds < LEAST_SECONDS && steps < descent.steps()) {
      steps *= 2;
      seconds = seconds(start, descent, steps);
    }
    return new MatchedCost(missing, seconds / steps * descent.steps());
  }

  private static double seconds(DufmPoint start, Descent like, long steps) {
    long begin = System.nanoTime();
    DufmSolver.descend(start, new Descent(steps, like.learningRate(), like.momentum(), 0));
    return (System.nanoTime() - begin) / 1e9;
  }
}
