package org.collapselab.models;

/** Training losses, averaged over the N samples of a batch. */
public enum Loss {
  /** fit = 1/(2N) Σ_i ‖z_i − y_i‖²; y_i is a one-hot row or a regression target. */
  MSE,
  /** fit = 1/N Σ_i −log softmax(z_i)_{y_i}; y_i is a one-hot row. */
  CE
}
