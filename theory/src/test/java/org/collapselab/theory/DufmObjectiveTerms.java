package org.collapselab.theory;

import java.util.List;

/**
 * The objective, term by term.
 *
 * @param fit the data term
 * @param featurePenalty ½ λ_H ‖H_1‖_F² = ½ n λ_H ‖M_1‖_F²
 * @param weightPenalties ½ λ_l ‖W_l‖_F² for l = 1 … L
 */
public record DufmObjectiveTerms(double fit, double featurePenalty, List<Double> weightPenalties) {

  /** Copies the list. */
  public DufmObjectiveTerms {
    weightPenalties = List.copyOf(weightPenalties);
  }

  /** The sum of all regularisation terms. */
  public double penalty() {
    return featurePenalty + weightPenalties.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The objective's value. */
  public double total() {
    return fit + penalty();
  }
}
