package org.collapselab.theory;

/**
 * The data term of the objective of a DUFM or a network, averaged over the N samples: those of the
 * model, N = Kn, or those of a mini-batch.
 */
public enum Loss {
  /** 1/(2N) ‖Z − Y‖_F²; Y holds one-hot targets, or real ones in a regression. */
  MSE,
  /** 1/N Σ_i −log softmax(Z_i)_{y_i}, natural logarithm; one-hot targets. */
  CE
}
