package org.collapselab.models.dufm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

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
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      return descend(starts, descent, pool, listener, stop);
    } finally {
      pool.shutdown();
    }
  }

  private static List<DufmOutcome> descend(
      List<DufmPoint> starts,
      Descent descent,
      ExecutorService pool,
      Descent.Listener listener,
      BooleanSupplier stop) {
    List<DescentRun> runs = starts.stream().map(start -> new DescentRun(start, descent)).toList();
    boolean stopped = false;
    long step = 0;
    for (long look : descent.looks()) {
      while (step < look && !stopped) {
        step = Math.min(step + CHUNK, look);
        advance(runs, step, pool);
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

  private static void advance(List<DescentRun> runs, long step, ExecutorService pool) {
    List<Callable<Void>> advances = new ArrayList<>();
    for (DescentRun run : runs) {
      advances.add(
          () -> {
            run.advance(step);
            return null;
          });
    }
    all(pool, advances);
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
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<DufmOutcome>> tasks = new ArrayList<>();
      points.forEach(point -> tasks.add(() -> polish(point, PolishSettings.standard(tolerance))));
      return all(pool, tasks);
    } finally {
      pool.shutdown();
    }
  }

  /** Descends from a point to a nearby minimum, see {@link Polish}. */
  public static DufmOutcome polish(DufmPoint point, PolishSettings settings) {
    return Polish.from(point, settings);
  }

  private static <T> List<T> all(ExecutorService pool, List<Callable<T>> tasks) {
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while descending", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
