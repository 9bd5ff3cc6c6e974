package org.collapselab.studies.surface;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.reports.sweep.data.Share;
import org.collapselab.studies.dufm.DufmModel;
import org.collapselab.studies.dufm.Embedding;
import org.collapselab.studies.dufm.PolishedReference;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Structure;

/**
 * The points of one model at which its surface is measured.
 *
 * @param model with the features that descent trains
 * @param descent from random starts, and after a move
 */
public record SurfacePoints(DufmModel model, Descent descent) {
  /**
   * A reference solution.
   *
   * @param polish whether the minimum near it takes its place; with ReLU few references are
   *     critical points themselves
   * @throws IllegalArgumentException if it does not exist here; the message says why
   */
  public Settled reference(Structure structure, boolean polish) {
    Prediction prediction = model.prediction(structure);
    return polish
        ? Settled.of(PolishedReference.descended(prediction, model.collapsed()))
        : new Settled(Embedding.of(prediction.scaled(), model.collapsed()), 0);
  }

  /** Where descent from a random start ends; {@link Settled#of} leads on to the minimum there. */
  public DufmOutcome end(long seed, BooleanSupplier stop) {
    List<DufmPoint> starts = List.of(DufmPoint.random(model.spec(), seed));
    return DufmSolver.descend(starts, descent, 1, (step, runs) -> {}, stop).get(0);
  }

  /**
   * From how many of n moves descent comes back, see {@link Perturbation}.
   *
   * @param first the seed of the first move; the others follow
   */
  public Share returned(Settled at, double size, int n, long first, BooleanSupplier stop) {
    DufmPoint start = Embedding.of(Embedding.construction(at.point()), model.spec());
    return new Perturbation(size, descent).returned(start, n, first, stop);
  }
}
