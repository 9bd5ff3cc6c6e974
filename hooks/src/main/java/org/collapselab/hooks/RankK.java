package org.collapselab.hooks;

import java.util.List;
import java.util.Map;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.hooks.metric.WithinScatter;

/**
 * How far weight matrices are from rank K, the number of classes, and how far collapse allows them
 * to be.
 *
 * <p>Where the gradient of the objective vanishes, λ_l W_l = −1/N Σ_i δ_i z_iᵀ, with z_i what W_l
 * multiplies and δ_i the gradient of sample i's loss with respect to W_l z_i. Replacing each z_i by
 * the mean of its class leaves a matrix of rank at most K, so that by Cauchy and Schwarz
 *
 * <p>‖W_l − (W_l)_K‖_F ≤ √(1/N Σ‖δ_i‖²) √(tr Σ_W) / λ_l,
 *
 * <p>with tr Σ_W that of the z_i, and through the linear or ReLU layers above ‖δ_i‖ ≤ Π_{j&gt;l}
 * σ_1(W_j) ‖∂ℓ_i/∂z_{L,i}‖ at the outputs. Zangrando and others (arXiv 2402.03991) bound the
 * distance by the variability within classes over λ in this way. Training stops near a critical
 * point, not at one, so that a residual below about ‖∇‖/(λ_l ‖W_l‖_F) is not bounded.
 */
final class RankK {
  private final int classes;
  private final SnapshotBuilder snapshot;

  RankK(int classes, SnapshotBuilder snapshot) {
    this.classes = classes;
    this.snapshot = snapshot;
  }

  /** Reports every matrix; their spectra must have been added. */
  void report(List<WeightView> weights, HeadView head, TwoPasses.Result result) {
    for (WeightView view : weights) {
      double residual = snapshot.ofWeights(view.layer()).residual(classes);
      snapshot.add(view.layer(), Place.WEIGHT, WeightMetric.RANK_K_RESIDUAL, residual);
    }
    if (result.fit().isPresent() && head.loss().isPresent()) {
      double gradient = result.fit().get().outputGradient(head.loss().get());
      reportBounds(weights, head, result.scatters(), gradient);
    }
  }

  /** From the outputs down, the product of the norms of the matrices above at hand. */
  private void reportBounds(
      List<WeightView> weights,
      HeadView head,
      Map<Tap, WithinScatter> scatters,
      double outputGradient) {
    double gradient = outputGradient;
    for (int l = head.depth() - 1; l >= 0; l--) {
      String layer = head.layers().get(l);
      WeightView view =
          weights.stream().filter(w -> w.layer().equals(layer)).findFirst().orElseThrow();
      Spectrum spectrum = snapshot.ofWeights(layer);
      WithinScatter input = scatters.get(view.input());
      if (input != null && view.lambda() > 0) {
        double distance = gradient * Math.sqrt(input.trace()) / view.lambda();
        snapshot.add(
            layer, Place.WEIGHT, WeightMetric.RANK_K_BOUND, distance / spectrum.frobenius());
      }
      gradient *= spectrum.values()[0];
    }
  }
}
