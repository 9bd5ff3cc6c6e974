package org.collapselab.hooks;

import java.util.Locale;
import java.util.Set;

/** Metrics of the weight matrix W of a layer. */
public enum WeightMetric implements Metric {
  PENALTY("Share of the layer in the objective: ½λ‖W‖_F²", "[0, ∞)", "", "WeightReport"),
  NC3_SINE(
      "How far the rows w_i of W are from the span of the class means of its input, DNC3 of [S]: Σ‖w_i‖ sin θ_i / Σ‖w_i‖",
      "[0, 1]",
      "absent where the class means of the input are not measured; NaN if W or the means vanish",
      "Nc3"),
  NC3_SINE_NEAREST(
      "The same average with θ_i the angle between w_i and its nearest class mean, as a line",
      "[0, 1]",
      "absent where the class means of the input are not measured; NaN if W or the means vanish",
      "Nc3"),
  NC3_ALIGNMENT(
      "Distance of the last matrix from the class means of its input: ‖W/‖W‖_F − Mᵀ/‖M‖_F‖_F",
      "[0, 2]",
      "only for the last matrix; absent where the class means of the input are not measured; NaN if W or the means vanish",
      "Nc3"),
  NC3_ALIGNMENT_CENTRED(
      "Distance of the last matrix from the centred class means of its input",
      "[0, 2]",
      "only for the last matrix; absent where the class means of the input are not measured; NaN if W or the means vanish",
      "Nc3"),
  RANK_K_RESIDUAL(
      "Share that the best approximation W_K of rank K leaves out, K the number of classes: ‖W − W_K‖_F/‖W‖_F",
      "[0, 1]",
      "0 for the zero matrix",
      "RankK"),
  RANK_K_BOUND(
      "Bound on rank_k_residual of W_l at a critical point, of a matrix in the head with λ_l > 0: Π_{j>l} σ_1(W_j) √(1/N Σ‖∂ℓ_i/∂z_i‖²) √(tr Σ_W) / (λ_l ‖W_l‖_F)",
      "[0, ∞)",
      "absent outside the head, at λ_l = 0, and where the input of W_l or the outputs are not measured; NaN if W_l vanishes",
      "RankK"),
  BATCH_GRADIENT_MAX(
      "Largest gradient of a mini-batch objective, ε of [C]: max over batches of ‖∇_W (fit + penalties)‖_F, decay c included, at full λs",
      "[0, ∞)",
      "only if measure.batch_gradients asks for it",
      "BatchGradients"),
  RANK2_BOUND(
      "Bound of [C], theorem 2.6, on rank2_residual, for batches of B samples and decay c: 2Bε/(c‖W‖_F)",
      "[0, ∞]",
      "only if measure.batch_gradients asks for it; absent without decay; NaN if W and ε vanish",
      "BatchGradients");

  private final Definition definition;

  WeightMetric(String meaning, String range, String degenerate, String definedIn) {
    this.definition = new Definition(meaning, range, degenerate, definedIn);
  }

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Set<Place> places() {
    return Set.of(Place.WEIGHT);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
