package org.collapselab.studies.sweep;

import java.util.function.BooleanSupplier;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.studies.dufm.DufmModel;
import org.collapselab.studies.optimum.FrontierPoint;
import org.collapselab.studies.optimum.OptimumEnd;
import org.collapselab.studies.optimum.OptimumProblem;
import org.collapselab.studies.optimum.OptimumResult;
import org.collapselab.studies.optimum.OptimumSearch;
import org.collapselab.studies.optimum.OptimumSettings;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.config.OptimumTrial;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.Findings;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Trials that search for the lowest loss; the seed is that of the random starts. */
final class OptimumTrials {
  private OptimumTrials() {}

  static void run(OptimumTrial trial, long seed, BooleanSupplier stop, Findings findings) {
    OptimumSettings settings =
        new OptimumSettings(problem(trial), trial.starts(), trial.minutes(), seed, 1);
    OptimumResult result = OptimumSearch.run(settings, (done, planned, best, rank) -> {}, stop);
    if (result.stopped()) {
      throw new StoppedException();
    }
    describe(result, findings);
  }

  private static OptimumProblem problem(OptimumTrial trial) {
    DufmProblem problem =
        DufmModel.problem(
            trial.classes(),
            trial.depth(),
            trial.lambda(),
            trial.lambdaH(),
            trial.samplesPerClass(),
            trial.loss(),
            trial.activation());
    return trial.width().isPresent()
        ? new OptimumProblem(problem, trial.width().getAsInt())
        : OptimumProblem.ofDefaultWidth(problem);
  }

  private static void describe(OptimumResult result, Findings findings) {
    FrontierPoint best = result.best();
    OptimumEnd end = best.found().end();
    findings.put(Finding.LOSS, best.loss());
    findings.put(Finding.FIT, end.fit());
    findings.put(Finding.GRADIENT_NORM, end.gradientNorm());
    findings.put(Finding.BALANCE_GAP, end.balanceGap());
    findings.put(Finding.RANK, best.rank());
    for (int l = 1; l <= end.ranks().size(); l++) {
      findings.put(Finding.RANK_OF_LAYER, l, end.ranks().get(l - 1));
    }
    for (FrontierPoint point : result.frontier()) {
      if (point.rank() > 0) {
        findings.put(Finding.LOSS_OF_RANK, point.rank(), point.loss());
      }
    }
    for (Prediction reference : result.references()) {
      findings.put(Finding.REFERENCE_LOSS, reference.structure().label(), reference.loss());
      if (reference.structure() == Structure.DNC) {
        findings.put(Finding.LOSS_OVER_DNC, best.loss() / reference.loss());
      }
    }
    output(best.found().point(), findings);
  }

  private static void output(DufmPoint point, Findings findings) {
    DMatrixRMaj last = point.factors().get(point.spec().depth());
    DMatrixRMaj features = point.post().get(point.spec().depth() - 1);
    Spectrum output = Spectrum.of(CommonOps_DDRM.mult(last, features, null));
    double norm = output.frobenius();
    double[] values = output.values();
    for (int i = 0; i < values.length && norm > 0; i++) {
      findings.put(Finding.OUTPUT, i + 1, values[i] / norm);
    }
  }
}
