package org.collapselab.studies.surface;

import java.util.stream.IntStream;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.models.dufm.PolishSettings;
import org.collapselab.theory.Activation;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * The minimum that a long polish leads to from a point that is moved by N(0, 1e-8) on every entry
 * first, so that no saddle keeps it.
 *
 * @param point with one column for each class
 * @param rounding ε, over which the kink of ReLU is rounded off there; 0 if there is none
 */
public record Settled(DufmPoint point, double rounding) {
  private static final PolishSettings POLISH = new PolishSettings(1e-9, 20_000, 60, 1e-6);
  private static final double DEVIATION = 1e-4;
  private static final long SEED = 1;

  /** The minimum near a point, whose explicit features are replaced by their class means. */
  public static Settled of(DufmPoint start) {
    DufmPoint moved = CollapsedPoint.of(start).perturbed(DEVIATION, SEED);
    boolean kinks = start.spec().activation() == Activation.RELU && start.spec().depth() > 1;
    return new Settled(
        DufmSolver.polish(moved, POLISH).point(), kinks ? POLISH.finestRounding() : 0);
  }

  /** ‖(nλ_H M_1, λ_1W_1, …, λ_LW_L)‖: what gradients are small against. */
  static double penaltyGradient(DufmPoint point) {
    return Math.sqrt(
        IntStream.range(0, point.factors().size())
            .mapToDouble(i -> point.spec().weight(i) * NormOps_DDRM.normF(point.factors().get(i)))
            .map(norm -> norm * norm)
            .sum());
  }

  /** ‖θ‖. */
  static double norm(DufmPoint point) {
    return Math.sqrt(
        point.factors().stream()
            .mapToDouble(NormOps_DDRM::normF)
            .map(factor -> factor * factor)
            .sum());
  }
}
