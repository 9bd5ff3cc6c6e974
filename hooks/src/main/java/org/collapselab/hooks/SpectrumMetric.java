package org.collapselab.hooks;

import java.util.Locale;
import java.util.Set;

/**
 * Metrics of the singular values σ_1 ≥ σ_2 ≥ … of the class means at a tap, or of a weight matrix.
 */
public enum SpectrumMetric implements Metric {
  RANK_NUMERICAL(
      "Numerical rank, with τ of measure.rank_tolerance: #{i : σ_i > τ·σ_1}",
      "0, 1, 2, …",
      "",
      "Spectrum"),
  RANK_STABLE("Stable rank: ‖·‖_F²/σ_1²", "[1, rank]", "0 for the zero matrix", "Spectrum"),
  RANK_EFFECTIVE(
      "Effective rank, by entropy: exp(−Σ p_i log p_i), p_i = σ_i/Σσ",
      "[1, rank]",
      "0 for the zero matrix",
      "Spectrum"),
  SCHATTEN_2_OVER_L(
      "What L regularised layers pay for the matrix, L the depth of the head: Σ σ_i^(2/L)",
      "[0, ∞)",
      "",
      "Spectrum"),
  NUCLEAR("Nuclear norm: Σ σ_i", "[0, ∞)", "", "Spectrum"),
  FROBENIUS("Frobenius norm: √(Σ σ_i²)", "[0, ∞)", "", "Spectrum"),
  RANK2_RESIDUAL(
      "Share that the best approximation W_2 of rank two leaves out, [C]: ‖W − W_2‖_F/‖W‖_F",
      "[0, 1]",
      "0 for the zero matrix",
      "Spectrum");

  private final Definition definition;

  SpectrumMetric(String meaning, String range, String degenerate, String definedIn) {
    this.definition = new Definition(meaning, range, degenerate, definedIn);
  }

  @Override
  public String label() {
    return this == SCHATTEN_2_OVER_L ? "schatten_2_over_L" : name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Set<Place> places() {
    return Set.of(Place.PRE, Place.POST, Place.WEIGHT);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
