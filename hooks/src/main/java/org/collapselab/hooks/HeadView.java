package org.collapselab.hooks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.collapselab.theory.Loss;

/**
 * The head: the last L layers, which the deep unconstrained features model stands for. H_1 is what
 * enters its first layer.
 *
 * @param layers names of the L ≥ 1 weight layers in network order; the last one gives the logits
 * @param lambdaH λ_H ≥ 0, as in ½ λ_H‖H_1‖_F² with the sum over all training samples; 0 if H_1 is
 *     not regularised, which leaves it out of the balance gap
 * @param trainingSamples N ≥ 1; ‖H_1‖_F² of the measured subset is scaled up to it
 * @param loss what the outputs are trained with; empty if that is not known, and then no bound on
 *     the distance from rank K is reported
 */
public record HeadView(
    List<String> layers, double lambdaH, long trainingSamples, Optional<Loss> loss) {
  public HeadView {
    layers = List.copyOf(layers);
    if (layers.isEmpty() || layers.size() > Set.copyOf(layers).size()) {
      throw new IllegalArgumentException(
          "a head needs at least one layer, and each layer only once; got " + layers);
    }
    if (!(lambdaH >= 0 && Double.isFinite(lambdaH))) {
      throw new IllegalArgumentException("lambdaH must be finite and at least 0, got " + lambdaH);
    }
    if (trainingSamples < 1) {
      throw new IllegalArgumentException(
          "trainingSamples must be at least 1, got " + trainingSamples);
    }
  }

  /** L, the number of weight layers. */
  public int depth() {
    return layers.size();
  }
}
