package org.collapselab.studies.sweep;

import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.collapselab.hooks.chance.StructureNulls;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.studies.dufm.DufmModel;
import org.collapselab.studies.dufm.PolishedReference;
import org.collapselab.studies.dufm.SeedResult;
import org.collapselab.studies.dufm.WithinClass;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.References;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.config.DufmTrial;
import org.collapselab.trainer.reference.HeadFindings;
import org.collapselab.trainer.reference.LayerGeometry;
import org.collapselab.trainer.reference.MeasuredGeometry;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.Findings;
import org.ejml.data.DMatrixRMaj;

/** Trials on the DUFM, each from one start. */
final class DufmTrials {
  private DufmTrials() {}

  static void run(
      DufmTrial trial, long seed, StructureNulls nulls, BooleanSupplier stop, Findings findings) {
    DufmModel model = DufmModel.of(trial);
    List<DufmPoint> start = List.of(model.start(trial.start(), seed));
    DufmOutcome descent =
        DufmSolver.descend(
                start,
                DufmModel.descent(trial),
                1,
                (step, runs) -> progress(runs.get(0), findings),
                stop)
            .get(0);
    if (descent.end() == DufmOutcome.End.STOPPED) {
      throw new StoppedException();
    }
    if (descent.diverged()) {
      throw new TrialDivergedException(divergence(descent));
    }
    DufmOutcome end =
        trial.polish()
            ? DufmSolver.polish(List.of(descent.point()), PolishedReference.TOLERANCE, 1).get(0)
            : descent;
    describe(SeedResult.of(seed, descent, end, nulls), trial, findings);
  }

  static String divergence(DufmOutcome descent) {
    return "diverged after %d steps; try a smaller learning_rate".formatted(descent.steps());
  }

  /** Adds a step of a run to the curves. */
  static void progress(Descent.Progress run, Findings findings) {
    if (run.diverged()) {
      return;
    }
    findings.point(Finding.LOSS, run.step(), run.loss());
    findings.point(Finding.GRADIENT_NORM, run.step(), run.gradientNorm());
    int copies = run.point().spec().columnsPerClass();
    if (copies > 1) {
      List<DMatrixRMaj> features = run.point().features();
      for (int l = 1; l <= features.size(); l++) {
        findings.point(
            Finding.DNC1_OF_LAYER.of(l), run.step(), WithinClass.dnc1(features.get(l - 1), copies));
      }
    }
  }

  /** Adds columns, spectra and, if requested, matrices of an end point. */
  static void describe(SeedResult seed, DufmTrial trial, Findings findings) {
    DufmOutcome end = seed.end();
    findings.put(Finding.END, end.end().name().toLowerCase(Locale.ROOT));
    findings.put(Finding.STEPS, seed.descent().steps());
    findings.put(Finding.DESCENT_LOSS, seed.descent().loss());
    findings.put(Finding.LOSS, end.loss());
    findings.put(Finding.FIT, end.fit());
    findings.put(Finding.GRADIENT_NORM, end.gradientNorm());
    findings.put(Finding.BALANCE_GAP, end.point().balanceGap());
    references(end.loss(), DufmModel.of(trial), findings);
    findings.put(Finding.VERDICT, seed.verdict().label());
    geometry(seed, findings);
    int depth = seed.layers().size();
    for (int l = 1; l <= depth; l++) {
      double[] weight = Spectrum.of(end.point().factors().get(l)).values();
      findings.spectrum(l, "weight", weight);
    }
    if (trial.matrices()) {
      matrices(end.point(), findings);
    }
  }

  private static void references(double loss, DufmModel model, Findings findings) {
    List<Prediction> predictions = model.predictions();
    for (Prediction prediction : predictions) {
      String label = prediction.structure().label();
      findings.put(Finding.REFERENCE_LOSS, label, prediction.loss());
      if (prediction.structure() == Structure.DNC) {
        findings.put(Finding.LOSS_OVER_DNC, loss / prediction.loss());
      }
    }
    References.lowest(predictions)
        .ifPresent(lowest -> findings.put(Finding.OVER_BEST_KNOWN, loss / lowest.loss()));
  }

  private static void geometry(SeedResult seed, Findings findings) {
    HeadFindings.structure(MeasuredGeometry.of(seed.structure()), findings);
    List<LayerGeometry> layers = seed.layers();
    // The layers whose rank is free: σ(M_2) … σ(M_{L−1}); all of them in a shallow model.
    List<LayerGeometry> middle = layers.size() < 3 ? layers : layers.subList(1, layers.size() - 1);
    findings.put(
        Finding.RANK_MEAN,
        middle.stream().mapToInt(LayerGeometry::postRank).average().orElseThrow());
    for (LayerGeometry layer : layers) {
      findings.put(Finding.RANK_OF_LAYER, layer.layer(), layer.postRank());
      findings.put(Finding.PRE_RANK_OF_LAYER, layer.layer(), layer.preRank());
      findings.spectrum(layer.layer(), "pre", layer.pre().values());
      if (rectified(seed.end().point().spec(), layer.layer())) {
        findings.spectrum(layer.layer(), "post", layer.post().values());
      }
    }
  }

  private static void matrices(DufmPoint point, Findings findings) {
    IntStream.rangeClosed(1, point.spec().depth())
        .forEach(
            l -> {
              findings.matrix("M_" + l, point.pre().get(l - 1));
              if (rectified(point.spec(), l)) {
                findings.matrix("post_M_" + l, point.post().get(l - 1));
              }
            });
  }

  /** Whether σ(M_l) differs from M_l. */
  private static boolean rectified(DufmSpec spec, int layer) {
    return layer > 1 && spec.activation() == Activation.RELU;
  }
}
