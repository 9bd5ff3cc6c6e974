package org.collapselab.hooks;

import java.util.Locale;
import java.util.Set;

/** Metrics of the network as a whole, whose layer and tap are empty in {@code metrics.csv}. */
public enum NetworkMetric implements Metric {
  FIT(
      "The loss that is trained, without penalties: fit_mse or fit_ce; in regression 1/(2N) Σ(z_i − y_i)²",
      "[0, ∞)",
      "",
      "ObjectiveTerms"),
  FIT_MSE(
      "Mean squared error with one-hot targets Y: 1/(2N) ‖Z − Y‖_F²",
      "[0, ∞)",
      "absent in regression",
      "Fit"),
  FIT_CE(
      "Mean cross-entropy: 1/N Σ_i −log softmax(Z_i)_{y_i}",
      "[0, ∞)",
      "absent in regression",
      "Fit"),
  ACCURACY(
      "Share of samples whose largest output is their class",
      "[0, 1]",
      "absent in regression",
      "Fit"),
  PENALTY_HEAD(
      "Penalties of the head: ½Σ_l λ_l‖W_l‖_F²",
      "[0, ∞)",
      "absent in regression, and on the test set",
      "ObjectiveTerms"),
  PENALTY_FEATURES(
      "Penalty of the features that enter the head: ½λ_H‖H_1‖_F²",
      "[0, ∞)",
      "absent in regression, and on the test set",
      "ObjectiveTerms"),
  PENALTY_BACKBONE(
      "Penalties of the layers before the head: ½Σλ‖W‖_F²",
      "[0, ∞)",
      "absent in regression, and on the test set",
      "ObjectiveTerms"),
  DUFM_OBJECTIVE(
      "What the references of the DUFM predict: fit + penalty_head + penalty_features",
      "[0, ∞)",
      "absent in regression, and on the test set",
      "ObjectiveTerms"),
  BALANCE_GAP(
      "Balance of the energies λ_l‖W_l‖_F² of the head, and λ_H‖H_1‖_F² if λ_H > 0; 0 at every stationary point of a ReLU chain without biases: max/min − 1",
      "[0, ∞]",
      "absent on the test set; NaN if all energies are 0, ∞ if some are",
      "Balance"),
  H1_SQUARED_NORM(
      "Features that enter the head, scaled up to all training samples: ‖H_1‖_F²",
      "[0, ∞)",
      "absent in regression, and on the test set",
      "CollapseMeter"),
  PENALTY_H1(
      "The same number as penalty_features",
      "[0, ∞)",
      "absent in regression, and on the test set",
      "CollapseMeter"),
  LEARNING_RATE(
      "Step size of the optimizer at this step", "[0, ∞)", "only on the training set", "Network");

  private final Definition definition;

  NetworkMetric(String meaning, String range, String degenerate, String definedIn) {
    this.definition = new Definition(meaning, range, degenerate, definedIn);
  }

  @Override
  public String label() {
    return this == PENALTY_H1 ? "penalty_H1" : name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Set<Place> places() {
    return Set.of(Place.HEAD);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
