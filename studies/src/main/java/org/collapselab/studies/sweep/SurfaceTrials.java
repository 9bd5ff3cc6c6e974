package org.collapselab.studies.sweep;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.studies.dufm.DufmModel;
import org.collapselab.studies.dufm.Embedding;
import org.collapselab.studies.dufm.PolishedReference;
import org.collapselab.studies.surface.Eigenvalues;
import org.collapselab.studies.surface.Perturbation;
import org.collapselab.studies.surface.Settled;
import org.collapselab.studies.surface.Surface;
import org.collapselab.studies.surface.SurfaceProbe;
import org.collapselab.studies.surface.SurfaceSettings;
import org.collapselab.theory.Prediction;
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
  private final DufmModel model;
  private final Findings findings;

  private SurfaceTrials(SurfaceTrial trial, Findings findings) {
    this.trial = trial;
    this.model = DufmModel.of(trial.descent());
    this.findings = findings;
  }

  static void run(SurfaceTrial trial, long seed, BooleanSupplier stop, Findings findings) {
    new SurfaceTrials(trial, findings).run(seed, stop);
  }

  private void run(long seed, BooleanSupplier stop) {
    Settled at = point(seed, stop);
    DufmPoint point = at.point();
    describe(point);
    if (trial.hessian()) {
      SurfaceSettings standard = SurfaceSettings.STANDARD;
      SurfaceProbe probe =
          new SurfaceProbe(
              new SurfaceSettings(standard.zero(), trial.mostDirections(), standard.steps()));
      add(probe.at(at), findings);
    }
    trial
        .perturbation()
        .ifPresent(
            size -> {
              DufmPoint start =
                  Embedding.of(Embedding.construction(point), model.spec());
              boolean back =
                  new Perturbation(size, DufmModel.descent(trial.descent()))
                      .returned(start, 1, seed, stop)
                      .count()
                      == 1;
              stopped(stop);
              findings.put(Finding.RETURNED, back ? "yes" : "no");
            });
  }

  /** With one column for each class. */
  private Settled point(long seed, BooleanSupplier stop) {
    if (trial.at() == DufmTrial.Start.RANDOM) {
      DufmOutcome end =
          DufmSolver.descend(
                  List.of(DufmPoint.random(model.spec(), seed)),
                  DufmModel.descent(trial.descent()),
                  1,
                  (step, runs) -> {},
                  stop)
              .get(0);
      stopped(stop);
      if (end.diverged()) {
        throw new TrialDivergedException(DufmTrials.divergence(end));
      }
      return Settled.of(end.point());
    }
    Prediction prediction = model.prediction(Structure.valueOf(trial.at().name()));
    return trial.polish()
        ? Settled.of(PolishedReference.descended(prediction, model.collapsed()))
        : new Settled(Embedding.of(prediction.scaled(), model.collapsed()), 0);
  }

  private static void stopped(BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      throw new StoppedException();
    }
  }

  private void describe(DufmPoint point) {
    double loss = DufmSolver.loss(point);
    findings.put(Finding.LOSS, loss);
    findings.put(Finding.LOSS_OVER_DNC, loss / model.prediction(Structure.DNC).loss());
    List<LayerGeometry> layers = LayerGeometry.of(point);
    findings.put(
        Finding.VERDICT,
        Verdict.of(
                layers, model.problem().classes(), model.problem().loss(), trial.activation())
            .label());
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
