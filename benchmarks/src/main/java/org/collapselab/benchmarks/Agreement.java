package org.collapselab.benchmarks;

import java.util.List;
import org.collapselab.models.dufm.DufmOutcome;

/** Checks that both sides take the same steps. */
final class Agreement {
  static final int STEPS = 100;
  private static final double TOLERANCE = 1e-10;

  private Agreement() {}

  /**
   * Compares the results of {@link #STEPS} steps.
   *
   * @param ours one outcome per seed
   * @throws IllegalStateException if a parameter differs by more than 1e-10
   */
  static void check(String peer, List<DufmOutcome> ours, LibtorchDescent theirs) {
    theirs.descend(STEPS);
    List<double[]> reached = theirs.reached();
    double worst = 0;
    for (int seed = 0; seed < ours.size(); seed++) {
      for (int i = 0; i < reached.size(); i++) {
        double[] factor = ours.get(seed).point().factors().get(i).data;
        for (int j = 0; j < factor.length; j++) {
          double gap = Math.abs(factor[j] - reached.get(i)[seed * factor.length + j]);
          worst = gap <= worst ? worst : gap; // also if the gap is NaN
        }
      }
    }
    if (!(worst <= TOLERANCE)) {
      throw new IllegalStateException(
          "after %d steps, %s differs by %.2e; at most %.0e is rounding"
              .formatted(STEPS, peer, worst, TOLERANCE));
    }
  }
}
