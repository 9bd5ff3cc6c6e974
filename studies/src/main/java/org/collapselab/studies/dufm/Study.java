package org.collapselab.studies.dufm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.collapselab.hooks.chance.StructureNulls;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.theory.Prediction;

/** Trains all seeds of a study and judges their end points. */
public final class Study {
  private final StudySettings settings;
  private final BooleanSupplier stop;
  private final StructureNulls nulls = new StructureNulls();

  private Study(StudySettings settings, BooleanSupplier stop) {
    this.settings = settings;
    this.stop = stop;
  }

  /**
   * Runs the study; {@code stop} ends descent early, and the polish after the points in progress.
   */
  public static StudyResult run(
      StudySettings settings, Descent.Listener listener, BooleanSupplier stop) {
    return new Study(settings, stop).run(listener);
  }

  private StudyResult run(Descent.Listener listener) {
    long start = System.nanoTime();
    List<DufmOutcome> descents =
        DufmSolver.descend(
            settings.starts(), settings.descent(), settings.threads(), listener, stop);
    double seconds = (System.nanoTime() - start) / 1e9;
    boolean polish = settings.trial().polish();
    List<SeedResult> seeds = seeds(descents, polish ? polished(descents) : descents);
    List<PolishedReference> references = polish ? polishedReferences() : List.of();
    return new StudyResult(
        settings, seeds, settings.model().references(), references, seconds, stop.getAsBoolean());
  }

  private List<SeedResult> seeds(List<DufmOutcome> descents, List<DufmOutcome> ends) {
    List<SeedResult> results = new ArrayList<>();
    for (int i = 0; i < descents.size(); i++) {
      long seed = settings.seedValues().get(i);
      results.add(SeedResult.of(seed, descents.get(i), ends.get(i), nulls));
    }
    return results;
  }

  /** One per thread at a time, so that a stop does not have to wait for all of them. */
  private List<DufmOutcome> polished(List<DufmOutcome> descents) {
    List<DufmOutcome> ends = new ArrayList<>();
    for (int from = 0; from < descents.size(); from += settings.threads()) {
      int to = Math.min(from + settings.threads(), descents.size());
      List<DufmOutcome> batch = descents.subList(from, to);
      ends.addAll(stop.getAsBoolean() ? batch : polishedBatch(batch));
    }
    return ends;
  }

  private List<DufmOutcome> polishedBatch(List<DufmOutcome> descents) {
    List<DufmPoint> points = descents.stream().map(DufmOutcome::point).toList();
    List<DufmOutcome> polished =
        DufmSolver.polish(points, PolishedReference.TOLERANCE, settings.threads());
    List<DufmOutcome> ends = new ArrayList<>();
    for (int i = 0; i < descents.size(); i++) {
      ends.add(descents.get(i).diverged() ? descents.get(i) : polished.get(i));
    }
    return ends;
  }

  private List<PolishedReference> polishedReferences() {
    List<PolishedReference> polished = new ArrayList<>();
    for (Prediction prediction : settings.model().predictions()) {
      if (PolishedReference.applies(prediction) && !stop.getAsBoolean()) {
        polished.add(PolishedReference.of(prediction, settings.collapsedSpec()));
      }
    }
    return polished;
  }
}
