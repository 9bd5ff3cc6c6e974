package org.collapselab.studies.surface;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.collapselab.models.dufm.DufmHessian;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.models.dufm.HessianSpectrum;

/** Measures the surface at points. */
public final class SurfaceProbe {
  private static final double CRITICAL = 1e-4;
  private static final double SLACK = 1e-6; // of Lanczos' greatest eigenvalue
  private static final double MOVE = 1e-3; // of the norm of the point
  private static final long SEED = 1;

  private final SurfaceSettings settings;

  /** With these settings. */
  public SurfaceProbe(SurfaceSettings settings) {
    this.settings = settings;
  }

  /**
   * Exactly here, with σ′(0) = 0. Explicit features are replaced by their class means.
   *
   * @return the point's surface; not critical if ‖∇‖ exceeds 1e-4 of ‖∇‖ of the penalties alone
   */
  public Surface at(DufmPoint point) {
    return measure(CollapsedPoint.of(point), 0);
  }

  /** At the minimum near here. */
  public Surface near(DufmPoint point) {
    return at(Settled.of(point));
  }

  /** At a minimum, with the kink of ReLU rounded off as it was to get there. */
  public Surface at(Settled minimum) {
    return measure(minimum.point(), minimum.rounding());
  }

  private Surface measure(DufmPoint point, double rounding) {
    DufmSpec spec = point.spec();
    DufmHessian hessian = new DufmHessian(point, rounding);
    double cutoff = settings.zero() * leastWeight(spec);
    HessianSpectrum spectrum = new HessianSpectrum(hessian);
    int symmetries = Symmetries.directions(point);
    boolean critical = hessian.gradientNorm() <= CRITICAL * Settled.penaltyGradient(point);
    if (spectrum.order() > settings.mostDirections()) {
      Lanczos ends = lanczos(hessian);
      CriticalPoint kind =
          ends.least() < -cutoff ? CriticalPoint.SADDLE : CriticalPoint.NO_DESCENT_FOUND;
      return new Surface(
          spec.parameters(),
          DufmSolver.loss(point),
          hessian.gradientNorm(),
          rounding,
          critical ? kind : CriticalPoint.NOT_CRITICAL,
          symmetries,
          cutoff,
          ends.least(),
          ends.greatest(),
          ends.leastError(),
          Optional.empty());
    }
    double[] all = spectrum.eigenvalues();
    double[] values = rounding > 0 ? confirmed(all, spectrum, point, cutoff) : all;
    Eigenvalues counted =
        Eigenvalues.of(
            values, cutoff, steepest(point, hessian, rounding), all.length - values.length);
    return new Surface(
        spec.parameters(),
        DufmSolver.loss(point),
        hessian.gradientNorm(),
        rounding,
        critical ? kind(counted, symmetries) : CriticalPoint.NOT_CRITICAL,
        symmetries,
        cutoff,
        values[0],
        values[values.length - 1],
        0,
        Optional.of(counted));
  }

  /**
   * All eigenvalues but the negative ones along whose eigenvectors the loss itself does not fall.
   * Such a point has pre-activations so near 0 that the curvature ends within the rounded kink.
   */
  private static double[] confirmed(
      double[] ascending, HessianSpectrum spectrum, DufmPoint point, double cutoff) {
    if (ascending[0] >= -cutoff) {
      return ascending;
    }
    List<HessianSpectrum.Eigenvector> negative = spectrum.below(-cutoff);
    DoubleStream falling =
        negative.stream()
            .filter(direction -> falls(point, direction))
            .mapToDouble(HessianSpectrum.Eigenvector::value);
    DoubleStream others = Arrays.stream(ascending).skip(negative.size());
    return DoubleStream.concat(falling, others).toArray();
  }

  /**
   * Whether the loss falls by half of what the curvature says, or more, on one of the two sides.
   */
  private static boolean falls(DufmPoint point, HessianSpectrum.Eigenvector direction) {
    double step = MOVE * Settled.norm(point);
    double enough = DufmSolver.loss(point) + direction.value() * step * step / 4;
    return DufmSolver.loss(point.moved(step, direction.vector())) < enough
        || DufmSolver.loss(point.moved(-step, direction.vector())) < enough;
  }

  private static CriticalPoint kind(Eigenvalues counted, int symmetries) {
    if (counted.negative() > 0) {
      return CriticalPoint.SADDLE;
    }
    return counted.zero() <= symmetries ? CriticalPoint.MINIMUM : CriticalPoint.DEGENERATE;
  }

  private Lanczos lanczos(DufmHessian hessian) {
    return Lanczos.of(hessian::multiply, hessian.size(), settings.steps(), SEED);
  }

  /** The greatest eigenvalue while no kink is crossed; infinite if there are no kinks. */
  private double steepest(DufmPoint point, DufmHessian hessian, double rounding) {
    if (hessian.kinks() == 0) {
      return Double.POSITIVE_INFINITY;
    }
    return lanczos(DufmHessian.withoutKinks(point, rounding)).greatest() * (1 + SLACK);
  }

  private static double leastWeight(DufmSpec spec) {
    return IntStream.rangeClosed(0, spec.depth()).mapToDouble(spec::weight).min().orElseThrow();
  }
}
