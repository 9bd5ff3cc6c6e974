package org.collapselab.theory;

/** The data term of the objective, averaged over the N = Kn samples. */
public enum Loss {
  /** 1/(2N) ‖Z − Y‖_F² against one-hot targets. */
  MSE,
  /** 1/N Σ_i −log softmax(Z_i)_{y_i}, natural logarithm. */
  CE
}
