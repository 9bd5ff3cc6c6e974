package org.collapselab.hooks.metric;

import java.util.Arrays;

/** Balance of the regularised factors of a head. */
public final class Balance {
  private Balance() {}

  /**
   * balance_gap = max/min − 1 ∈ [0, ∞] over the energies λ_1‖W_1‖_F², …, λ_L‖W_L‖_F², λ_H‖H_1‖_F².
   * It is 0 at every stationary point of a bias-free ReLU chain; NaN if all energies are 0.
   *
   * @throws IllegalArgumentException if there are no energies or one is negative or not finite
   */
  public static double gap(double... energies) {
    if (energies.length == 0) {
      throw new IllegalArgumentException("the balance gap needs at least one energy");
    }
    for (double energy : energies) {
      if (!(energy >= 0 && Double.isFinite(energy))) {
        throw new IllegalArgumentException(
            "energies must be finite and at least 0, got " + Arrays.toString(energies));
      }
    }
    double max = Arrays.stream(energies).max().orElseThrow();
    double min = Arrays.stream(energies).min().orElseThrow();
    return max / min - 1;
  }
}
