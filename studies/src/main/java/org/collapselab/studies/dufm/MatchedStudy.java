package org.collapselab.studies.dufm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.collapselab.hooks.chance.PlacedScore;
import org.collapselab.hooks.chance.StructureNulls;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.reference.LayerGeometry;
import org.collapselab.trainer.store.DufmEnd;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.RunLock;
import org.collapselab.trainer.store.SourceCommit;

/** Trains the seeds of a matched DUFM that are not in its cache yet. */
public final class MatchedStudy {
  private final MatchedSettings settings;
  private final EndCache cache;
  private final Listener listener;
  private final BooleanSupplier stop;
  private final StructureNulls nulls = new StructureNulls();

  /**
   * @param stop polled; true ends the study early
   */
  public MatchedStudy(
      MatchedSettings settings, EndCache cache, Listener listener, BooleanSupplier stop) {
    this.settings = settings;
    this.cache = cache;
    this.listener = listener;
    this.stop = stop;
  }

  /** Hears about the progress of a study, one call at a time. */
  public interface Listener {
    /** Before the first seed: {@code cached} of the seeds are there already. */
    default void started(MatchedSettings settings, int cached, int seeds) {}

    /** A seed has ended, after which {@code done} of all seeds have. */
    default void ended(DufmEnd end, int done, int seeds) {}
  }

  /**
   * The ends of all seeds, in their order; those that have ended if it was stopped. Another process
   * that computes the same DUFM is waited for.
   *
   * @param threads seeds trained at the same time, ≥ 1
   */
  @SuppressWarnings("try") // the lock is only held open, never used
  public List<DufmEnd> run(List<Long> seeds, int threads) {
    Optional<RunLock> lock = cache.open(stop);
    if (lock.isPresent()) {
      try (RunLock held = lock.get()) {
        compute(seeds, threads);
      }
    }
    return seeds.stream().flatMap(seed -> cache.find(seed).stream()).toList();
  }

  private void compute(List<Long> seeds, int threads) {
    List<Long> missing = seeds.stream().filter(seed -> cache.find(seed).isEmpty()).toList();
    int cached = seeds.size() - missing.size();
    try (Workers workers = Workers.of(threads)) {
      listener.started(settings, cached, seeds.size());
      Progress progress = new Progress(cached, seeds.size());
      workers.run(missing.size(), i -> end(missing.get(i)).ifPresent(progress::add));
    }
  }

  /** Keeps and counts the ends. */
  private final class Progress {
    private final int seeds;
    private int done;

    Progress(int cached, int seeds) {
      this.done = cached;
      this.seeds = seeds;
    }

    synchronized void add(DufmEnd end) {
      cache.put(end);
      done++;
      listener.ended(end, done, seeds);
    }
  }

  /** Empty if it was stopped before its end. */
  private Optional<DufmEnd> end(long seed) {
    if (stop.getAsBoolean()) {
      return Optional.empty();
    }
    long begin = System.nanoTime();
    LateLoss late = new LateLoss(settings.descent().lastTenth());
    List<DufmPoint> start = List.of(DufmPoint.random(settings.model(), seed));
    DufmOutcome outcome = DufmSolver.descend(start, settings.descent(), 1, late, stop).get(0);
    return outcome.end() == DufmOutcome.End.STOPPED
        ? Optional.empty()
        : Optional.of(judged(seed, outcome, late, (System.nanoTime() - begin) / 1e9));
  }

  private DufmEnd judged(long seed, DufmOutcome outcome, LateLoss late, double seconds) {
    SeedResult result = SeedResult.of(seed, outcome, outcome, nulls);
    boolean diverged = outcome.diverged();
    double gap = outcome.point().balanceGap();
    Optional<PlacedScore> best = result.structure().best();
    return new DufmEnd(
        seed,
        result.verdict().label(),
        outcome.end().name().toLowerCase(Locale.ROOT),
        outcome.steps(),
        diverged ? null : outcome.loss(),
        diverged ? null : outcome.fit(),
        diverged ? null : outcome.gradientNorm(),
        diverged || Double.isNaN(gap) ? null : gap,
        diverged ? null : late.change(outcome),
        diverged ? List.of() : result.layers().stream().map(LayerGeometry::preRank).toList(),
        diverged ? List.of() : result.layers().stream().map(LayerGeometry::postRank).toList(),
        diverged ? null : best.map(b -> b.score().geometry().label()).orElse(null),
        diverged ? null : best.map(b -> b.score().score()).orElse(null),
        diverged ? null : best.map(PlacedScore::chance).orElse(null),
        seconds,
        Provenance.currentVersion(),
        SourceCommit.current());
  }

  /** The loss of one run where the last tenth of its steps begins. */
  private static final class LateLoss implements Descent.Listener {
    private final long step;
    private double loss;

    LateLoss(long step) {
      this.step = step;
    }

    @Override
    public void looked(long at, List<Descent.Progress> runs) {
      if (at == step) {
        loss = runs.get(0).loss();
      }
    }

    /** |loss at the end − loss there| / loss at the end. */
    double change(DufmOutcome end) {
      return end.steps() <= step ? 0 : Math.abs(end.loss() - loss) / end.loss();
    }
  }
}
