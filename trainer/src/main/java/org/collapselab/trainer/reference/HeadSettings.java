package org.collapselab.trainer.reference;

import java.util.List;
import org.collapselab.models.LayerInfo;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.collapselab.trainer.config.ExperimentConfig;

/**
 * What the comparison of a head with the DUFM needs besides its layers and measurements.
 *
 * @param activation σ between the layers of the head
 * @param signFree whether H_1 may have either sign, as in the DUFM
 * @param lambdas λ_1 … λ_L; 0 for a layer without weight decay
 * @param lambdaH λ_H; 0 if H_1 is not regularised
 * @param rankTolerance τ of the numerical rank
 * @param lambdaKey where λ_l is set, for messages
 */
public record HeadSettings(
    Loss loss,
    Activation activation,
    boolean signFree,
    List<Double> lambdas,
    double lambdaH,
    double rankTolerance,
    String lambdaKey) {
  public HeadSettings {
    lambdas = List.copyOf(lambdas);
  }

  /** Those of a network that this program trains. */
  public static HeadSettings of(ExperimentConfig config, List<LayerInfo> layers) {
    return new HeadSettings(
        config.loss(),
        config.model().head().activation(),
        config.model().head().linearInput() || config.model().activation() == Activation.LINEAR,
        layers.stream()
            .filter(LayerInfo::inHead)
            .map(layer -> EffectiveLambda.of(config, layer))
            .toList(),
        config.regularization().lambdaH(),
        config.measure().rankTolerance(),
        "regularization.l2_head");
  }
}
