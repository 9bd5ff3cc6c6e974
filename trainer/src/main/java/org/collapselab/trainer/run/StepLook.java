package org.collapselab.trainer.run;

import org.collapselab.models.Batch;

/**
 * What a step finds at its batch, with the λs of that step.
 *
 * @param step number of steps before it
 * @param fit of the batch
 * @param weights ½Σλ‖W‖_F²
 * @param features ½λ_H N/B‖H_1‖_F²
 * @param gradient norm of the gradient of their sum
 * @param steepest layer whose weights and biases have the largest part of it
 */
record StepLook(
    long step, double fit, double weights, double features, double gradient, String steepest) {

  static StepLook at(
      RunPlan plan,
      GradientProbe whole,
      GradientProbe fitAlone,
      double[] parameters,
      long step,
      Batch batch) {
    GradientProbe.Slope slope = whole.at(parameters, step, batch);
    double fit = fitAlone.at(parameters, step, batch).objective();
    double share = plan.networks().penalties(plan.stepsPerEpoch()).warmup().share(step);
    double weights = whole.weightPenalty(parameters, share);
    return new StepLook(
        step,
        fit,
        weights,
        Math.max(0, slope.objective() - fit - weights),
        Curvature.norm(slope.gradient()),
        whole.largest(slope.gradient()));
  }

  boolean isFinite() {
    return Double.isFinite(fit + weights + features + gradient);
  }

  /** The term that has grown most since another look, with both values. */
  String grownMostSince(StepLook before) {
    double[] growth = {
      fit - before.fit, weights - before.weights, features - before.features,
    };
    if (growth[0] >= growth[1] && growth[0] >= growth[2]) {
      return grown("the fit", before.fit, fit, before);
    }
    return growth[1] >= growth[2]
        ? grown("the weight penalty", before.weights, weights, before)
        : grown("the feature penalty", before.features, features, before);
  }

  private String grown(String term, double from, double to, StepLook before) {
    return "%s grew most, from %.3g at step %d to %.3g at step %d"
        .formatted(term, from, before.step, to, step);
  }
}
