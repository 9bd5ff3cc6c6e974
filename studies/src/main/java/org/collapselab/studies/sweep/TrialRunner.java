package org.collapselab.studies.sweep;

import java.nio.file.Path;
import org.collapselab.hooks.chance.StructureNulls;
import org.collapselab.models.MemoryException;
import org.collapselab.trainer.config.CompletionTrial;
import org.collapselab.trainer.config.DufmTrial;
import org.collapselab.trainer.config.ExperimentTrial;
import org.collapselab.trainer.config.FeaturesTrial;
import org.collapselab.trainer.config.OptimumTrial;
import org.collapselab.trainer.config.SurfaceTrial;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.TheoryTrial;
import org.collapselab.trainer.config.TrialConfig;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.sweep.Findings;
import org.collapselab.trainer.store.sweep.TrialFiles;
import org.collapselab.trainer.store.sweep.TrialRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs trials of a sweep in this process, each on the calling thread. Thread-safe. */
public final class TrialRunner {
  private static final Logger LOG = LoggerFactory.getLogger(TrialRunner.class);

  private final SweepConfig config;
  private final TrialFiles files;
  private final SweepContext context;
  private final StructureNulls nulls = new StructureNulls();

  /**
   * @param directory where the trials write their files: the directory of the sweep, or one on
   *     another machine from which a {@link TrialParcel} is made
   */
  public TrialRunner(SweepConfig config, Path directory, SweepContext context) {
    this.config = config;
    this.files = new TrialFiles(directory);
    this.context = context;
  }

  /**
   * Runs a trial named by its id.
   *
   * @return how it ended
   * @throws IllegalArgumentException if the sweep has no such trial
   */
  public EndState run(String id) {
    return run(Trial.of(config, id)).state();
  }

  /** Runs a trial and writes its files. A trial that throws becomes a record with its reason. */
  TrialRecord run(Trial trial) {
    long start = System.nanoTime();
    Findings findings = new Findings();
    EndState state = EndState.COMPLETED;
    String reason = "";
    try {
      run(trial, findings);
    } catch (StoppedException e) {
      state = EndState.INTERRUPTED;
      reason = "stopped before its end";
    } catch (TrialDivergedException e) {
      state = EndState.DIVERGED;
      reason = e.getMessage();
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.info("{} failed", trial.id(), e);
      state = EndState.FAILED;
      reason =
          MemoryException.in(e)
              .map(Throwable::getMessage)
              .orElse(e.getMessage() == null ? e.toString() : e.getMessage());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    TrialRecord record = trial.record(state, reason, seconds, findings);
    files.write(record, findings.matrices());
    return record;
  }

  private void run(Trial trial, Findings findings) {
    trial.setting().trial().match(new Bodies(trial, context, nulls, findings)).run();
  }

  /** What a trial of each kind does. */
  private record Bodies(Trial trial, SweepContext context, StructureNulls nulls, Findings findings)
      implements TrialConfig.Cases<Runnable> {
    @Override
    public Runnable completion(CompletionTrial settings) {
      return () -> CompletionTrials.run(settings, trial.seed(), context.stop(), findings);
    }

    @Override
    public Runnable dufm(DufmTrial settings) {
      return () -> DufmTrials.run(settings, trial.seed(), nulls, context.stop(), findings);
    }

    @Override
    public Runnable surface(SurfaceTrial settings) {
      return () -> SurfaceTrials.run(settings, trial.seed(), context.stop(), findings);
    }

    @Override
    public Runnable optimum(OptimumTrial settings) {
      return () -> OptimumTrials.run(settings, trial.seed(), context.stop(), findings);
    }

    @Override
    public Runnable theory(TheoryTrial settings) {
      return () -> TheoryTrials.run(settings, findings);
    }

    @Override
    public Runnable experiment(ExperimentTrial settings) {
      return () -> ExperimentTrials.run(settings, trial, context, findings);
    }

    @Override
    public Runnable features(FeaturesTrial settings) {
      throw new IllegalArgumentException("a sweep has no trials of this kind");
    }
  }
}
