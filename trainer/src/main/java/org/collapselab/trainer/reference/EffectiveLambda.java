package org.collapselab.trainer.reference;

import org.collapselab.models.LayerInfo;
import org.collapselab.trainer.config.ExperimentConfig;

/** The λ_l of a layer in the DUFM. */
public final class EffectiveLambda {
  private EffectiveLambda() {}

  /**
   * λ of the penalty plus c(1−μ) for a decoupled decay c: with a constant gradient g the velocity
   * is v = g/(1−μ), and W ← W − η(v + cW) is stationary where g = −c(1−μ)W, as with λ = c(1−μ).
   */
  public static double of(ExperimentConfig config, LayerInfo layer) {
    return layer.l2() + layer.decoupledWeightDecay() * (1 - config.optimizer().momentum());
  }
}
