package org.collapselab.trainer.dufm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.models.dufm.ProgressListener;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Reference;
import org.collapselab.theory.References;

/** Trains all seeds of a study and judges where they end. */
public final class Study {
  private Study() {}

  /** Runs it; {@code stop} ends descent early and skips the polish. */
  public static StudyResult run(
      StudySettings settings, ProgressListener listener, BooleanSupplier stop) {
    long start = System.nanoTime();
    List<DufmOutcome> descents =
        DufmSolver.descend(
            settings.starts(), settings.descent(), settings.threads(), listener, stop);
    double seconds = (System.nanoTime() - start) / 1e9;
    boolean stopped =
        descents.stream().anyMatch(outcome -> outcome.end() == DufmOutcome.End.STOPPED);
    boolean polish = settings.polish() && !stopped;
    List<Reference> references = References.of(settings.problem(), settings.width());
    return new StudyResult(
        settings,
        seeds(settings, descents, polish),
        references,
        polish ? polished(settings, references) : List.of(),
        seconds,
        stopped);
  }

  private static List<SeedResult> seeds(
      StudySettings settings, List<DufmOutcome> descents, boolean polish) {
    List<DufmOutcome> ends = polish ? polished(settings.threads(), descents) : descents;
    List<SeedResult> results = new ArrayList<>();
    for (int i = 0; i < descents.size(); i++) {
      long seed = settings.seedValues().get(i);
      results.add(SeedResult.of(seed, descents.get(i), ends.get(i)));
    }
    return results;
  }

  private static List<DufmOutcome> polished(int threads, List<DufmOutcome> descents) {
    List<DufmOutcome> polished =
        DufmSolver.polish(
            descents.stream().map(DufmOutcome::point).toList(),
            PolishedReference.TOLERANCE,
            threads);
    List<DufmOutcome> ends = new ArrayList<>();
    for (int i = 0; i < descents.size(); i++) {
      ends.add(descents.get(i).diverged() ? descents.get(i) : polished.get(i));
    }
    return ends;
  }

  private static List<PolishedReference> polished(
      StudySettings settings, List<Reference> references) {
    List<PolishedReference> polished = new ArrayList<>();
    for (Reference reference : references) {
      if (reference instanceof Prediction prediction && !prediction.trivial()) {
        polished.add(PolishedReference.of(prediction, settings.collapsedSpec()));
      }
    }
    return polished;
  }
}
