package org.collapselab.trainer.reference;

import org.collapselab.models.LayerInfo;
import org.collapselab.trainer.config.ExperimentConfig;

/** The λ_l of a layer as the DUFM counts it. */
public final class EffectiveLambda {
  private EffectiveLambda() {}

  /**
   * λ of the penalty, plus what a decoupled decay c amounts to: W ← W − η(v + cW) with the velocity
   * v = g/(1−μ) of a constant gradient g rests where g = −c(1−μ)W, as under λ = c(1−μ).
   */
  public static double of(ExperimentConfig config, LayerInfo layer) {
    return layer.l2() + layer.decoupledWeightDecay() * (1 - config.optimizer().momentum());
  }
}
