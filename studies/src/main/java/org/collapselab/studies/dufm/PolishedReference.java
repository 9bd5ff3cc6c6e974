package org.collapselab.studies.dufm;

import java.util.List;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Structure;

/**
 * Where descent from a construction ends, a minimum near it.
 *
 * <p>The zero padding is a saddle and so are the construction's symmetries, so the start is moved
 * by N(0, 1e-6) on every entry; the spare neurons then take part, and the end depends on the width.
 *
 * @param structure where it started
 * @param closedForm the construction's own loss
 * @param outcome where it ended
 */
public record PolishedReference(Structure structure, double closedForm, DufmOutcome outcome) {
  /** ‖∇‖ at which a polish ends. */
  public static final double TOLERANCE = 1e-8;

  /** Of the noise that moves a construction off its saddle. */
  static final double DEVIATION = 1e-3;

  private static final long SEED = 1;
  private static final int STEPS = 60_000;
  private static final double RATE = 0.3;
  private static final int HALVINGS = 20;

  /** Whether there is anything to polish: not the zero solution, nor the end of a search. */
  public static boolean applies(Prediction prediction) {
    return !prediction.trivial() && prediction.structure() != Structure.BEST_KNOWN;
  }

  /** Descends, then polishes. */
  public static PolishedReference of(Prediction prediction, DufmSpec spec) {
    List<DufmPoint> starts = List.of(descended(prediction, spec));
    DufmOutcome outcome = DufmSolver.polish(starts, TOLERANCE, 1).get(0);
    return new PolishedReference(prediction.structure(), prediction.loss(), outcome);
  }

  /**
   * Where descent alone ends, at half the rate as long as it diverges; the exact solution if it
   * still does.
   */
  public static DufmPoint descended(Prediction prediction, DufmSpec spec) {
    DufmPoint exact = Embedding.of(prediction.scaled(), spec);
    DufmPoint start = exact.perturbed(DEVIATION, SEED);
    double rate = RATE;
    DufmOutcome descended = DufmSolver.descend(start, new Descent(STEPS, rate, 0, TOLERANCE));
    for (int i = 0; descended.diverged() && i < HALVINGS; i++) {
      rate /= 2;
      descended = DufmSolver.descend(start, new Descent(STEPS, rate, 0, TOLERANCE));
    }
    return descended.diverged() ? exact : descended.point();
  }
}
