package org.collapselab.studies.surface;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.reports.sweep.data.Share;
import org.collapselab.theory.Activation;
import org.collapselab.trainer.reference.Verdict;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * Moves a point and descends again. Every parameter is moved by N(0, s²‖θ‖²/P), so that the whole
 * move has a norm of about s‖θ‖.
 *
 * @param size s &gt; 0
 * @param descent from the moved point
 */
public record Perturbation(double size, Descent descent) {
  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public Perturbation {
    if (!(size > 0) || Double.isInfinite(size)) {
      throw new IllegalArgumentException(
          "the size of a perturbation must be positive and finite, got " + size);
    }
  }

  /**
   * Whether descent comes back from one move: σ(M_l) of every layer, M_1 left out if a ReLU follows
   * it, has a Gram matrix with a cosine of at least {@link Verdict#LEAST_COSINE} to the point's
   * own.
   */
  public boolean returns(DufmPoint point, long seed) {
    return returned(point, 1, seed, () -> false).count() == 1;
  }

  /** How many of the moves drawn with seeds first … first + n − 1 descent comes back from. */
  public Share returned(DufmPoint point, int n, long first, BooleanSupplier stop) {
    double deviation = size * Settled.norm(point) / Math.sqrt(point.spec().parameters());
    List<DufmPoint> starts =
        LongStream.range(first, first + n)
            .mapToObj(seed -> point.perturbed(deviation, seed))
            .toList();
    List<DufmOutcome> ends = DufmSolver.descend(starts, descent, 1, (step, runs) -> {}, stop);
    long back = ends.stream().filter(end -> !end.diverged() && alike(point, end.point())).count();
    return new Share((int) back, n);
  }

  private static boolean alike(DufmPoint point, DufmPoint end) {
    List<DMatrixRMaj> before = point.post();
    List<DMatrixRMaj> after = end.post();
    boolean rectified = point.spec().activation() == Activation.RELU && before.size() > 1;
    for (int l = rectified ? 1 : 0; l < before.size(); l++) {
      if (!(cosine(before.get(l), after.get(l)) >= Verdict.LEAST_COSINE)) {
        return false;
      }
    }
    return true;
  }

  /** Of the Gram matrices; NaN if one of them is 0. */
  private static double cosine(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj first = gram(a);
    DMatrixRMaj second = gram(b);
    double dot = 0;
    for (int i = 0; i < first.getNumElements(); i++) {
      dot += first.data[i] * second.data[i];
    }
    return dot / (NormOps_DDRM.normF(first) * NormOps_DDRM.normF(second));
  }

  private static DMatrixRMaj gram(DMatrixRMaj means) {
    DMatrixRMaj gram = new DMatrixRMaj(means.numCols, means.numCols);
    CommonOps_DDRM.multInner(means, gram);
    return gram;
  }
}
