package org.collapselab.studies.optimum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.models.dufm.PolishSettings;
import org.collapselab.studies.optimum.OptimumStart.Kind;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.parallel.Workers;

/**
 * Looks for the lowest loss at each rank. Every start is descended from and polished quickly; then
 * the lowest two ends of each rank are polished for long, once as they are, so that neurons that
 * are 0 stay 0, and once moved by noise on every entry, so that all neurons may take part and the
 * rank may change.
 */
public final class OptimumSearch {
  private static final PolishSettings QUICK = new PolishSettings(1e-7, 700, 20, 1e-4);
  private static final PolishSettings LONG = new PolishSettings(1e-9, 8000, 60, 1e-6);
  private static final Descent DESCENT = new Descent(3000, 0.2, 0, 1e-9);
  private static final int HALVINGS = 20;
  private static final int LONG_PER_RANK = 2;
  private static final double NOISE = 1e-3;
  private static final double FIRST_SHARE = 0.6; // of the time, for the quick starts

  private final OptimumSettings settings;
  private final KnownEnds store;
  private final OptimumListener listener;
  private final BooleanSupplier stop;
  private final List<Prediction> references;
  private final StartPoint points;
  private final long begin = System.nanoTime();
  private int done;
  private int planned;
  private double least = Double.POSITIVE_INFINITY;
  private int leastRank;

  OptimumSearch(
      OptimumSettings settings, KnownEnds store, OptimumListener listener, BooleanSupplier stop) {
    this.settings = settings;
    this.store = store;
    this.listener = listener;
    this.stop = stop;
    references = settings.problem().references();
    points = new StartPoint(settings.problem(), references, settings.seed());
  }

  /** Runs a search that leaves no files. */
  public static OptimumResult run(
      OptimumSettings settings, OptimumListener listener, BooleanSupplier stop) {
    return new OptimumSearch(settings, KnownEnds.none(), listener, stop).run();
  }

  /** Runs it; what {@code store} knows already is not done again. */
  OptimumResult run() {
    List<OptimumStart> starts =
        new StartPlan(settings.problem(), references).starts(settings.startsPerRank());
    planned = starts.size();
    try (Workers workers = Workers.of(settings.threads())) {
      List<FoundPoint> found = all(workers, starts, start -> start, this::quick, FIRST_SHARE);
      List<LongStart> longStarts = longStarts(found);
      planned += longStarts.size();
      List<FoundPoint> ends = new ArrayList<>(found);
      ends.addAll(all(workers, longStarts, LongStart::start, this::lengthy, 1));
      return new OptimumResult(
          settings, OptimumResult.frontier(ends), references, planned, done, stop.getAsBoolean());
    }
  }

  private record LongStart(OptimumStart start, FoundPoint from) {}

  private static List<LongStart> longStarts(List<FoundPoint> found) {
    TreeMap<Integer, List<FoundPoint>> byRank = new TreeMap<>();
    found.stream()
        .filter(point -> point.end().rank() > 0)
        .sorted(Comparator.comparingDouble(point -> point.end().loss()))
        .forEach(
            point ->
                byRank.computeIfAbsent(point.end().rank(), rank -> new ArrayList<>()).add(point));
    List<LongStart> starts = new ArrayList<>();
    byRank.forEach(
        (rank, points) -> {
          for (int i = 0; i < Math.min(LONG_PER_RANK, points.size()); i++) {
            String origin = points.get(i).end().start().id();
            for (Kind kind : List.of(Kind.POLISHED, Kind.PERTURBED)) {
              starts.add(new LongStart(new OptimumStart(rank, i, kind, origin), points.get(i)));
            }
          }
        });
    starts.sort(Comparator.comparingDouble(start -> start.from().end().loss()));
    return starts;
  }

  private FoundPoint quick(OptimumStart start) {
    return kept(start, () -> DufmSolver.polish(descended(start), QUICK));
  }

  private FoundPoint lengthy(LongStart longStart) {
    OptimumStart start = longStart.start();
    DufmPoint from = longStart.from().point();
    boolean moved = start.kind() == Kind.PERTURBED;
    return kept(
        start,
        () -> DufmSolver.polish(moved ? from.perturbed(NOISE, points.mixed(start)) : from, LONG));
  }

  private FoundPoint kept(OptimumStart start, Supplier<DufmOutcome> work) {
    return store
        .find(start)
        .filter(known -> known.end().start().equals(start))
        .orElseGet(
            () -> {
              DufmOutcome outcome = work.get();
              FoundPoint found = new FoundPoint(OptimumEnd.of(start, outcome), outcome.point());
              store.put(found);
              return found;
            });
  }

  /** Gaussian starts are descended from, at half the rate as long as that diverges. */
  private DufmPoint descended(OptimumStart start) {
    DufmPoint point = points.of(start);
    if (start.kind() != Kind.GAUSSIAN) {
      return point;
    }
    double rate = DESCENT.learningRate();
    for (int i = 0; i < HALVINGS; i++) {
      DufmOutcome outcome =
          DufmSolver.descend(
              point, new Descent(DESCENT.steps(), rate, 0, DESCENT.gradientTolerance()));
      if (!outcome.diverged()) {
        return outcome.point();
      }
      rate /= 2;
    }
    return point;
  }

  /**
   * In the order of the tasks, without those that time did not allow. The zero solution, which
   * takes no time, and starts that the store knows are always among them.
   */
  private <T> List<FoundPoint> all(
      Workers workers,
      List<T> tasks,
      Function<T, OptimumStart> startOf,
      Function<T, FoundPoint> work,
      double share) {
    List<Optional<FoundPoint>> results =
        workers.map(
            tasks.size(),
            i -> {
              T task = tasks.get(i);
              OptimumStart start = startOf.apply(task);
              boolean free = start.kind() == Kind.ZERO || store.find(start).isPresent();
              if (!free && (stop.getAsBoolean() || late(share))) {
                return Optional.empty();
              }
              FoundPoint found = work.apply(task);
              report(found.end());
              return Optional.of(found);
            });
    return results.stream().flatMap(Optional::stream).toList();
  }

  private boolean late(double share) {
    return (System.nanoTime() - begin) / 60e9 > share * settings.minutes();
  }

  private synchronized void report(OptimumEnd end) {
    done++;
    if (end.loss() < least) {
      least = end.loss();
      leastRank = end.rank();
    }
    listener.ended(done, planned, least, leastRank);
  }
}
