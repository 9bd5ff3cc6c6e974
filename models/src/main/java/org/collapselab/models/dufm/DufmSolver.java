package org.collapselab.models.dufm;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.collapselab.theory.parallel.Workers;

/**
 * Descends from many points at once. A run's numbers do not depend on which others run beside it,
 * nor on the number of threads, to the last bit, provided that each product runs on one thread
 * (OMP_NUM_THREADS=1).
 */
public final class DufmSolver {
  private static final long CHUNK =
      1000; // steps between two checks of ‖∇‖ and of the request to stop

  private DufmSolver() {}

  /**
   * Gradient descent from each start, all of them side by side. ‖∇‖ is compared with the tolerance
   * at each logged step, and every 1000 steps.
   *
   * @param threads runs advanced at the same time, ≥ 1
   * @param stop asked as often
   * @return one outcome per start, in their order
   */
  public static List<DufmOutcome> descend(
      List<DufmPoint> starts,
      Descent descent,
      int threads,
      Descent.Listener listener,
      BooleanSupplier stop) {
    try (Workers workers = Workers.of(threads)) {
      return descend(starts, descent, workers, listener, stop);
    }
  }

  private static List<DufmOutcome> descend(
      List<DufmPoint> starts,
      Descent descent,
      Workers workers,
      Descent.Listener listener,
      BooleanSupplier stop) {
    List<DescentRun> runs = starts.stream().map(start -> new DescentRun(start, descent)).toList();
    boolean stopped = false;
    long step = 0;
    for (long look : descent.looks()) {
      while (step < look && !stopped) {
        step = Math.min(step + CHUNK, look);
        advance(runs, step, workers);
        stopped = stop.getAsBoolean();
      }
      listener.looked(step, runs.stream().map(DescentRun::progress).toList());
      if (stopped || runs.stream().allMatch(DescentRun::ended)) {
        break;
      }
    }
    boolean early = stopped;
    return runs.stream().map(run -> run.outcome(early)).toList();
  }

  private static void advance(List<DescentRun> runs, long step, Workers workers) {
    workers.run(runs.size(), i -> runs.get(i).advance(step));
  }

  /** Gradient descent from one start. */
  public static DufmOutcome descend(DufmPoint start, Descent descent) {
    return descend(List.of(start), descent, 1, (step, runs) -> {}, () -> false).get(0);
  }

  /** The objective at a point. */
  public static double loss(DufmPoint point) {
    return new Chain(point.spec()).evaluate(point.flat(), new double[point.spec().parameters()]);
  }

  /** Descends from each point to a nearby minimum, see {@link Polish}. */
  public static List<DufmOutcome> polish(List<DufmPoint> points, double tolerance, int threads) {
    PolishSettings settings = PolishSettings.standard(tolerance);
    try (Workers workers = Workers.of(threads)) {
      return workers.map(points.size(), i -> polish(points.get(i), settings));
    }
  }

  /** Descends from a point to a nearby minimum, see {@link Polish}. */
  public static DufmOutcome polish(DufmPoint point, PolishSettings settings) {
    return Polish.from(point, settings);
  }
}
