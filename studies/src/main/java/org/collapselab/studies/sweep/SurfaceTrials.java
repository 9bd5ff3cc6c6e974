package org.collapselab.studies.sweep;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.reports.sweep.data.Share;
import org.collapselab.studies.dufm.DufmModel;
import org.collapselab.studies.surface.Eigenvalues;
import org.collapselab.studies.surface.Settled;
import org.collapselab.studies.surface.Surface;
import org.collapselab.studies.surface.SurfacePoints;
import org.collapselab.studies.surface.SurfaceProbe;
import org.collapselab.studies.surface.SurfaceSettings;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.config.DufmTrial;
import org.collapselab.trainer.config.SurfaceTrial;
import org.collapselab.trainer.reference.LayerGeometry;
import org.collapselab.trainer.reference.Verdict;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.Findings;

/** Trials that measure the loss surface around a point. */
final class SurfaceTrials {
  private final SurfaceTrial trial;
  private final SurfacePoints points;
  private final Findings findings;

  private SurfaceTrials(SurfaceTrial trial, Findings findings) {
    this.trial = trial;
    this.points =
        new SurfacePoints(DufmModel.of(trial.descent()), DufmModel.descent(trial.descent()));
    this.findings = findings;
  }

  static void run(SurfaceTrial trial, long seed, BooleanSupplier stop, Findings findings) {
    new SurfaceTrials(trial, findings).run(seed, stop);
  }

  private void run(long seed, BooleanSupplier stop) {
    Settled at = point(seed, stop);
    describe(at.point());
    if (trial.hessian()) {
      SurfaceSettings standard = SurfaceSettings.STANDARD;
      SurfaceSettings settings =
          new SurfaceSettings(standard.zero(), trial.mostDirections(), standard.steps());
      add(new SurfaceProbe(settings).at(at), findings);
    }
    if (trial.perturbation().isPresent()) {
      Share returned = points.returned(at, trial.perturbation().get(), 1, seed, stop);
      stopped(stop);
      findings.put(Finding.RETURNED, returned.count() == 1 ? "yes" : "no");
    }
  }

  private Settled point(long seed, BooleanSupplier stop) {
    if (trial.at() != DufmTrial.Start.RANDOM) {
      return points.reference(Structure.valueOf(trial.at().name()), trial.polish());
    }
    DufmOutcome end = points.end(seed, stop);
    stopped(stop);
    if (end.diverged()) {
      throw new TrialDivergedException(DufmTrials.divergence(end));
    }
    return Settled.of(end.point());
  }

  private static void stopped(BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      throw new StoppedException();
    }
  }

  private void describe(DufmPoint point) {
    double loss = DufmSolver.loss(point);
    findings.put(Finding.LOSS, loss);
    findings.put(Finding.LOSS_OVER_DNC, loss / points.model().prediction(Structure.DNC).loss());
    List<LayerGeometry> layers = LayerGeometry.of(point);
    findings.put(Finding.VERDICT, Verdict.of(point, layers).label());
    for (LayerGeometry layer : layers) {
      findings.put(Finding.RANK_OF_LAYER, layer.layer(), layer.postRank());
    }
  }

  /** Adds the columns of a surface. */
  static void add(Surface surface, Findings findings) {
    findings.put(Finding.GRADIENT_NORM, surface.gradientNorm());
    findings.put(Finding.PARAMETERS, surface.parameters());
    findings.put(Finding.CRITICAL_POINT, surface.kind().label());
    findings.put(Finding.SYMMETRIES, surface.symmetries());
    findings.put(Finding.LEAST_EIGENVALUE, surface.least());
    surface.eigenvalues().ifPresent(values -> add(values, findings));
  }

  private static void add(Eigenvalues values, Findings findings) {
    findings.put(Finding.NEGATIVE, values.negative());
    findings.put(Finding.ZERO, values.zero());
    findings.put(Finding.POSITIVE, values.positive());
    findings.put(Finding.KINKS, values.kinks());
    findings.put(Finding.TRACE, values.trace());
    findings.put(Finding.FROBENIUS, values.frobenius());
    findings.put(Finding.SPECTRAL, values.spectral());
  }
}
