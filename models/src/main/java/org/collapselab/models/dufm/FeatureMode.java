package org.collapselab.models.dufm;

/**
 * How the n features of a class enter gradient descent. The minima are the same in every mode,
 * since equal features are optimal; which of them descent reaches is not. For n = 1 the modes are
 * one.
 */
public enum FeatureMode {
  /** H_1 has all N = Kn columns, ordered by class; each starts at variance 1/d. */
  EXPLICIT,
  /**
   * H_1 has a column for each class, which stands for the mean of n features: it starts as their
   * mean does, at variance 1/(nd), and moves as their mean does while they are equal, at the rate
   * η/n. For with ∇ the gradient for that column under the penalty nλ_H, each of n equal features
   * has the gradient ∇/n.
   */
  MEANS,
  /**
   * H_1 has a column for each class under the penalty nλ_H, which starts at variance 1/d and moves
   * at the rate η, n times as fast as explicit features.
   */
  COLUMN
}
